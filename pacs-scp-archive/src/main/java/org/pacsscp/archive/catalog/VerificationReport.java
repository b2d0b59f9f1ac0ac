package org.pacsscp.archive.catalog;

import java.util.List;
import org.pacsscp.api.Uid;

/**
 * What {@link Catalog#verify} has found in a store.
 *
 * @param intact instances whose files are as they were when they were stored
 * @param missing instances without a file
 * @param damaged instances whose files have another length, or other bytes
 * @since 0.1.0
 */
public record VerificationReport(long intact, List<Uid> missing, List<Uid> damaged) {
    /** Copies. */
    public VerificationReport {
        missing = List.copyOf(missing);
        damaged = List.copyOf(damaged);
    }

    /**
     * Tells whether all is well.
     *
     * @return whether nothing is missing or damaged
     */
    public boolean isClean() {
        return missing.isEmpty() && damaged.isEmpty();
    }
}
