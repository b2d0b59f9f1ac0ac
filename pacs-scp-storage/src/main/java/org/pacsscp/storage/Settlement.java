package org.pacsscp.storage;

import java.io.IOException;
import java.util.Optional;
import org.pacsscp.api.Uid;

/**
 * Finds out, after a crash or a failure of the index, what has become of an instance, and brings it to an end: a file that has its
 * place is stored, unless another one is in the index for the same UID.
 */
@FunctionalInterface
interface Settlement {
    /**
     * Settles.
     *
     * @param instance with its header
     * @return whether it is stored
     * @throws IOException if that cannot be found out now
     */
    boolean settle(Journaled.Instance instance) throws IOException;

    /** Where the file says all. */
    static Settlement byFile() {
        return instance -> true;
    }

    /** Where an index has the last word. */
    static Settlement byIndex(InstanceIndex index, Remover remover) {
        return instance -> {
            StoredInstance stored = instance.stored();
            if (isIndexed(index, instance)) {
                instance.replaces().ifPresent(old -> remover.remove(old, 0));
                return true;
            }
            remover.remove(stored.location(), stored.length());
            return false;
        };
    }

    private static boolean isIndexed(InstanceIndex index, Journaled.Instance instance) throws IOException {
        StoredInstance stored = instance.stored();
        Uid uid = stored.sopInstanceUid();
        Optional<IndexedInstance> known = index.find(uid);
        if (known.isEmpty()) {
            return index.add(stored) instanceof IndexResult.Added;
        }
        String location = known.get().location();
        if (location.equals(stored.location())) {
            return true;
        }
        return instance.replaces().equals(Optional.of(location))
                && index.replace(known.get(), stored) instanceof IndexResult.Added;
    }
}
