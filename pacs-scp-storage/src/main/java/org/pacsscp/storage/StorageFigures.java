package org.pacsscp.storage;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a {@link StorageService} has done since it was opened, and what is left to do, at one moment: for monitoring. The counts only
 * grow; they are not read at once, so that one may be ahead of another by what is under way.
 *
 * @param stored how many instances have got their place, those among them that have replaced others
 * @param bytes how long their files are together
 * @param duplicates how many were acknowledged since they, or others in their stead, were there already
 * @param refused how many were not stored, and why; every reason is there
 * @param waiting how many instances wait to be handed on to the listeners; those that have failed and come again are not among them
 * @param usableSpace how many bytes the store says it can still take; empty if it cannot tell
 * @since 0.1.0
 */
public record StorageFigures(
        long stored, long bytes, long duplicates, Map<Refusal, Long> refused, long waiting, OptionalLong usableSpace) {
    /** Checks and copies. */
    public StorageFigures {
        refused = Map.copyOf(refused);
        Objects.requireNonNull(usableSpace, "usableSpace");
    }
}
