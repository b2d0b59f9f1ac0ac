package org.pacsscp.archive.commitment;

import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.status.StorageCommitmentFailure;

/** What storage commitment says of itself for a conformance statement (PS3.2 Tables N.5-16 and N.7-44 to N.7-47). */
final class CommitmentConformance {
    private CommitmentConformance() {}

    static ServiceStatement statement() {
        return ServiceStatement.of("Storage Commitment")
                .trait("requests", "kept before they are answered, so that none is lost in a restart")
                .trait(
                        "reports",
                        "over the association of the request as long as that is open, else over a new one with the SCP role"
                                + " proposed, by the AE title that was called; tried again after ten seconds, then twice as"
                                + " long each time, up to an hour, for three days")
                .trait(failure(StorageCommitmentFailure.NO_SUCH_OBJECT_INSTANCE), "the instance is not there")
                .trait(
                        failure(StorageCommitmentFailure.CLASS_INSTANCE_CONFLICT),
                        "the instance is there with another SOP class")
                .trait(failure(StorageCommitmentFailure.PROCESSING_FAILURE), "the store cannot tell")
                .trait(
                        failure(StorageCommitmentFailure.DUPLICATE_TRANSACTION_UID),
                        "the Transaction UID is in use; of all instances")
                .status(DimseStatus.SUCCESS, "success", "the request is kept")
                .status(DimseStatus.PROCESSING_FAILURE, "processing failure", "the data set cannot be read")
                .status(
                        DimseStatus.NO_SUCH_SOP_INSTANCE,
                        "no such SOP instance",
                        "the Requested SOP Instance UID is not the well-known one")
                .status(
                        DimseStatus.NO_SUCH_ARGUMENT,
                        "no such argument",
                        "an attribute is missing; the comment names it")
                .status(
                        DimseStatus.INVALID_ARGUMENT_VALUE,
                        "invalid argument value",
                        "an attribute is empty or no UID; the comment names it")
                .status(DimseStatus.NO_SUCH_ACTION_TYPE, "no such action type", "the Action Type ID is not 1");
    }

    private static String failure(int reason) {
        return "failure reason %04XH".formatted(reason);
    }
}
