package org.pacsscp.dataset.match;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one identifier asks for, or one item of it.
 *
 * @param keys those that do not match everything
 * @param items what the items of its sequences ask for, by the tag of the sequence
 * @param unsupported the tags that the service does not know
 * @param invalid the tags whose values are none to be asked for
 */
record Keys(List<Key> keys, Map<Integer, Query> items, SortedSet<Integer> unsupported, SortedSet<Integer> invalid) {
    Keys {
        keys = List.copyOf(keys);
        items = Map.copyOf(items);
        unsupported = Collections.unmodifiableSortedSet(new TreeSet<>(unsupported));
        invalid = Collections.unmodifiableSortedSet(new TreeSet<>(invalid));
    }

    /** Returns what the item of a sequence asks for; empty of what has no item, or one without a key. */
    Optional<Query> item(int tag) {
        return Optional.ofNullable(items.get(tag));
    }
}
