package org.pacsscp.archive.retrieve;

import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.status.RetrieveStatus;

/** What C-GET and C-MOVE say of themselves for a conformance statement (PS3.2 Table N.7-51; PS3.4 sections C.4.2 and C.4.3). */
final class RetrieveConformance {
    private RetrieveConformance() {}

    static ServiceStatement of(CommandField operation) {
        ServiceStatement statement = ServiceStatement.of(
                        "Retrieve by " + operation.toString().replace("-RQ", ""))
                .trait("levels", "all of the model; lists of UIDs for studies, series and instances, one patient")
                .trait("extended negotiation", "relational retrieval is agreed to, and nothing else")
                .trait(
                        "transfer syntaxes",
                        "as the instance is stored where the peer takes that, else converted between Implicit VR Little"
                                + " Endian, Explicit VR Little Endian, Explicit VR Big Endian and Deflated; compressed pixel"
                                + " data are not decompressed, unless the application has a converter")
                .trait("most instances", Tally.MOST + ", since counts have 16 bits; then A701H")
                .status(DimseStatus.SUCCESS, "success", "all were sent, or there was nothing to send")
                .status(RetrieveStatus.PENDING, "pending", "after each sub-operation but the last")
                .status(RetrieveStatus.CANCELED, "cancel", "the peer sent C-CANCEL")
                .status(
                        RetrieveStatus.SUB_OPERATIONS_COMPLETE_WITH_FAILURES_OR_WARNINGS,
                        "warning: sub-operations complete, one or more failures or warnings",
                        "some were not sent, or were answered with a warning; what failed is in the Failed SOP Instance UID"
                                + " List")
                .status(
                        RetrieveStatus.UNABLE_TO_CALCULATE_NUMBER_OF_MATCHES,
                        "refused: out of resources, unable to calculate number of matches",
                        "more instances than can be counted")
                .status(
                        RetrieveStatus.UNABLE_TO_PERFORM_SUB_OPERATIONS,
                        "refused: out of resources, unable to perform sub-operations",
                        operation == CommandField.C_MOVE_RQ
                                ? "none could be sent, such as where the destination does not answer"
                                : "none could be sent")
                .status(
                        RetrieveStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                        "failed: data set does not match SOP class",
                        "the identifier has no level of the model, no unique key, or more than that")
                .status(RetrieveStatus.UNABLE_TO_PROCESS, "failed: unable to process", "the identifier cannot be read");
        return operation == CommandField.C_MOVE_RQ
                ? statement.status(
                        RetrieveStatus.MOVE_DESTINATION_UNKNOWN,
                        "refused: move destination unknown",
                        "no peer of this AE title is known")
                : statement;
    }
}
