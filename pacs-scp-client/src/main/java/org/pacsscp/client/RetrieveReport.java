package org.pacsscp.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;

/**
 * How a C-MOVE or C-GET has ended: the peer's final response (PS3.4 sections C.4.2 and C.4.3), whatever it says.
 *
 * @param remote who has answered
 * @param status of the final response
 * @param subOperations how many instances were not begun, sent, failed, and sent with a warning, as the peer counts them in its
 *     final response, or where that has no counts, in its last one that had; empty if it has never counted
 * @param failedInstances which have failed, as far as the peer says so
 * @since 0.1.0
 */
public record RetrieveReport(
        RemoteEntity remote, DimseStatus status, Optional<SubOperations> subOperations, List<Uid> failedInstances) {
    /** Checks and copies. */
    public RetrieveReport {
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(subOperations, "subOperations");
        failedInstances = List.copyOf(failedInstances);
    }

    /**
     * Tells whether all that was found has been sent. That nothing was found is success, too: {@link #subOperations()} has
     * zeros then.
     *
     * @return whether the status is success
     */
    public boolean isSuccess() {
        return status.category() == DimseStatus.Category.SUCCESS;
    }

    /**
     * Tells whether it was cancelled before its end.
     *
     * @return whether the status is {@link DimseStatus#CANCEL}
     */
    public boolean isCancelled() {
        return status.category() == DimseStatus.Category.CANCEL;
    }
}
