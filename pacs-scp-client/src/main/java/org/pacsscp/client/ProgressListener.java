package org.pacsscp.client;

import java.util.Objects;
import org.pacsscp.api.SubOperations;

/**
 * Is told how far a call has come.
 *
 * <p>Called by the threads that do the work, by one at a time, and must not block: they wait for it. What it throws ends the call,
 * and reaches the caller.
 *
 * <pre>{@code
 * ProgressListener bar = new ProgressListener() {
 *     public void sent(Sent event) {
 *         System.out.print("\r" + event.finished() + " of " + event.total());
 *     }
 * };
 * }</pre>
 *
 * @since 0.1.0
 */
public interface ProgressListener {
    /** One that does nothing. */
    ProgressListener NONE = new ProgressListener() {};

    /**
     * An instance has a result, whether it was stored or not.
     *
     * @param result the instance, and what became of it
     * @param finished how many have a result by now
     * @param total how many were given
     * @since 0.1.0
     */
    record Sent(StoreResult result, int finished, int total) {
        /** Checks that all are there. */
        public Sent {
            Objects.requireNonNull(result, "result");
        }
    }

    /**
     * A C-MOVE or C-GET has come further.
     *
     * @param subOperations how many are left, done, failed, and done with a warning, as the peer counts them
     * @since 0.1.0
     */
    record Retrieving(SubOperations subOperations) {
        /** Checks that they are there. */
        public Retrieving {
            Objects.requireNonNull(subOperations, "subOperations");
        }
    }

    /**
     * An instance has a result.
     *
     * @param event which, and how many by now
     */
    default void sent(Sent event) {}

    /**
     * The peer tells how far its retrieval has come. Not all peers do.
     *
     * @param event its counts
     */
    default void retrieving(Retrieving event) {}
}
