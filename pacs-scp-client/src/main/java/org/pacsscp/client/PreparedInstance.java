package org.pacsscp.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.client.StoreResult.Outcome;

/**
 * An instance whose head was read, before it is sent. Immutable.
 *
 * @param index its place among those that were given
 */
record PreparedInstance(int index, InstanceSource source, InstanceHead head) {
    boolean isConvertible() {
        return source.isConvertible(head);
    }

    StoreResult result(Outcome outcome, String explanation) {
        return result(outcome, explanation, null);
    }

    StoreResult result(Outcome outcome, String explanation, @Nullable Exception cause) {
        return new StoreResult(
                source, Optional.of(reference()), outcome, Optional.empty(), explanation, Optional.ofNullable(cause));
    }

    /** The peer has answered. */
    StoreResult answered(DimseStatus status, RemoteEntity remote) {
        Outcome outcome = switch (status.category()) {
            case SUCCESS -> Outcome.STORED;
            case WARNING -> Outcome.STORED_WITH_WARNING;
            case FAILURE, CANCEL, PENDING -> Outcome.REFUSED;
        };
        return new StoreResult(
                source,
                Optional.of(reference()),
                outcome,
                Optional.of(status),
                remote + " answered " + status,
                Optional.empty());
    }

    ReferencedInstance reference() {
        return new ReferencedInstance(head.sopClass(), head.sopInstance());
    }
}
