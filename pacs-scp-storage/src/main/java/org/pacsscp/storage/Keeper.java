package org.pacsscp.storage;

import java.io.IOException;
import org.pacsscp.api.DimseStatus;

/** Gives an instance that has come its place, or decides that it has none. Usable by any thread. */
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

    /**
     * Keeps an instance.
     *
     * @param incoming its file, whole
     * @return what the peer is told
     * @throws StorageException if it cannot be kept
     */
    Outcome keep(ReceivedInstance instance, IncomingInstance incoming) throws IOException;
}
