package org.pacsscp.archive.commitment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.client.ReferencedInstance;

/**
 * A request for storage commitment that was taken, and is not yet answered by an N-EVENT-REPORT. Immutable.
 *
 * @param id our own name of the request
 * @param transaction the Transaction UID (0008,1195) that the peer has given it
 * @param requestor the AE title of who has asked, and is to be told
 * @param calledAeTitle the AE title as whom we were asked, and tell (PS3.4 section J.3.3.1)
 * @param receivedAt when it came
 * @param instances what was asked for, each once
 * @param duplicate whether another transaction with this UID was open when it came: then nothing of it is committed
 * @since 0.1.0
 */
public record CommitmentRequest(
        String id,
        Uid transaction,
        AeTitle requestor,
        AeTitle calledAeTitle,
        Instant receivedAt,
        List<ReferencedInstance> instances,
        boolean duplicate) {
    /** Checks and copies. */
    public CommitmentRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(requestor, "requestor");
        Objects.requireNonNull(calledAeTitle, "calledAeTitle");
        Objects.requireNonNull(receivedAt, "receivedAt");
        instances = List.copyOf(instances);
    }

    /** Returns the transaction and how many instances it has. */
    @Override
    public String toString() {
        return "CommitmentRequest[" + transaction + ", " + instances.size() + " instances]";
    }
}
