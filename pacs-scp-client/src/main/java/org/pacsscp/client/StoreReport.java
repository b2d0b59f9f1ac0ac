package org.pacsscp.client;

import java.util.List;
import java.util.Optional;

/**
 * What became of all instances that were to be stored.
 *
 * @param results one for each, in the order in which they were given
 * @since 0.1.0
 */
public record StoreReport(List<StoreResult> results) {
    /** Copies. */
    public StoreReport {
        results = List.copyOf(results);
    }

    /**
     * Tells whether the peer has said that it has every instance.
     *
     * @return whether all are stored, with warnings or without
     */
    public boolean isComplete() {
        return results.stream().allMatch(StoreResult::isStored);
    }

    /**
     * Returns what is stored: what a {@linkplain ServiceClassUser#commit storage commitment} can be asked for.
     *
     * @return the instances in their order
     */
    public List<ReferencedInstance> stored() {
        return results.stream()
                .filter(StoreResult::isStored)
                .map(StoreResult::instance)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Returns what is not stored, or not known to be.
     *
     * @return the results in their order
     */
    public List<StoreResult> failed() {
        return results.stream().filter(result -> !result.isStored()).toList();
    }
}
