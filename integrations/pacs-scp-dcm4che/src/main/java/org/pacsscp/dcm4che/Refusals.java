package org.pacsscp.dcm4che;

import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.api.status.StorageStatus;

/** What a peer is told whose data set cannot be had: each service has statuses of its own (PS3.4 sections B.2.3 and C.4). */
final class Refusals {
    private static final String CANNOT_UNDERSTAND = "the data set is not as its transfer syntax has it";
    private static final String OUT_OF_RESOURCES = "the data set needs more memory than there is";

    private Refusals() {}

    static DimseStatus cannotUnderstand(CommandSet request) {
        return switch (request.commandField().orElse(CommandField.N_ACTION_RQ)) {
            case C_STORE_RQ -> StorageStatus.CANNOT_UNDERSTAND.withErrorComment(CANNOT_UNDERSTAND);
            case C_FIND_RQ -> FindStatus.UNABLE_TO_PROCESS.withErrorComment(CANNOT_UNDERSTAND);
            case C_MOVE_RQ, C_GET_RQ -> RetrieveStatus.UNABLE_TO_PROCESS.withErrorComment(CANNOT_UNDERSTAND);
            default -> DimseStatus.PROCESSING_FAILURE.withErrorComment(CANNOT_UNDERSTAND);
        };
    }

    static DimseStatus outOfResources(CommandSet request) {
        return switch (request.commandField().orElse(CommandField.N_ACTION_RQ)) {
            case C_STORE_RQ -> StorageStatus.OUT_OF_RESOURCES.withErrorComment(OUT_OF_RESOURCES);
            case C_FIND_RQ -> FindStatus.OUT_OF_RESOURCES.withErrorComment(OUT_OF_RESOURCES);
            case C_MOVE_RQ, C_GET_RQ ->
                RetrieveStatus.UNABLE_TO_CALCULATE_NUMBER_OF_MATCHES.withErrorComment(OUT_OF_RESOURCES);
            default -> DimseStatus.RESOURCE_LIMITATION.withErrorComment(OUT_OF_RESOURCES);
        };
    }
}
