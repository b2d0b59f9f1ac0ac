package org.pacsscp.storage;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes files of which the index knows nothing. Usable by any thread. */
final class Remover {
    private static final Logger log = LoggerFactory.getLogger(Remover.class);

    private final InstanceStore store;
    private final SpaceGuard space;

    Remover(InstanceStore store, SpaceGuard space) {
        this.store = store;
        this.space = space;
    }

    /** Deletes a file. One that cannot be deleted costs its space and nothing else. */
    void remove(String location, long length) {
        try {
            store.delete(location);
            space.free(length);
        } catch (IOException e) {
            // Neither the location nor the message, which has the path: they may name a patient.
            log.warn(
                    "a file that nothing refers to cannot be deleted: {}",
                    e.getClass().getSimpleName());
        }
    }
}
