package org.pacsscp.examples.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pacsscp.client.Identifier;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;

/** Puts keys together, those of one sequence into one item. */
final class KeySet {
    private static final String UTF_8 = "ISO_IR 192";

    private final List<Key> keys;

    /** In which what lies beyond ASCII is encoded. */
    private final String characterSet;

    /**
     * Collects keys.
     *
     * @throws IllegalArgumentException if there is one twice
     */
    KeySet(List<Key> keys) {
        this.keys = List.copyOf(keys);
        Set<String> names = new HashSet<>();
        for (Key key : keys) {
            if (!names.add(key.toString())) {
                throw new IllegalArgumentException(key + " is given twice; give several values in one, as A\\B");
            }
        }
        characterSet = keys.stream()
                .filter(key -> key.isAtTheTop() && key.attribute().tag() == Tag.SPECIFIC_CHARACTER_SET)
                .map(key -> key.value().orElse(""))
                .findFirst()
                .orElse(UTF_8);
    }

    /**
     * Adds the keys to an identifier.
     *
     * @throws IllegalArgumentException if the standard forbids a value
     */
    Identifier addTo(Identifier identifier) {
        return identifier.keys(elements -> add(elements, keys, 0));
    }

    private void add(DataSetBuilder elements, List<Key> some, int depth) {
        // An item is encoded by itself, and so has to say in what.
        if (!isAscii(some)) {
            elements.text(Tag.SPECIFIC_CHARACTER_SET, characterSet.split("\\\\", -1));
        }
        Map<Integer, List<Key>> inItems = new LinkedHashMap<>();
        for (Key key : some) {
            if (key.sequences().size() > depth) {
                inItems.computeIfAbsent(key.sequences().get(depth), tag -> new ArrayList<>())
                        .add(key);
            } else if (key.value().isPresent()) {
                KeyValues.add(elements, key.attribute(), key.value().get());
            } else {
                elements.empty(key.attribute().tag());
            }
        }
        inItems.forEach((tag, inItem) -> {
            DataSetBuilder item = DataSet.builder();
            add(item, inItem, depth + 1);
            elements.sequence(tag, item.build());
        });
    }

    private static boolean isAscii(List<Key> some) {
        return some.stream().allMatch(key -> key.value().orElse("").chars().allMatch(c -> c < 0x80));
    }
}
