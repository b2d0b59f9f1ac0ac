package org.pacsscp.storage;

import java.io.IOException;
import org.pacsscp.api.DimseStatus;

/** Gives instances their places, or decides that they have none. Usable by any thread. */
interface Keeper {
    /** What has become of an instance. */
    record Outcome(DimseStatus status, boolean kept) {
        static Outcome keptWith(DimseStatus status) {
            return new Outcome(status, true);
        }

        static Outcome dropped(DimseStatus status) {
            return new Outcome(status, false);
        }
    }

    /** An instance that is expected. Owned by the thread that receives it. */
    @FunctionalInterface
    interface Expected {
        /**
         * Keeps it, once.
         *
         * @param incoming its file, whole
         * @return what the peer is told
         * @throws StorageException if it cannot be kept
         */
        Outcome keep(ReceivedInstance instance, IncomingInstance incoming) throws IOException;
    }

    /**
     * Is told of an instance before its data set has come, and does what can be done until then: the peer waits for what is done
     * afterwards.
     *
     * @throws StorageException if it could not be kept
     */
    Expected expect(StoreRequest request) throws IOException;
}
