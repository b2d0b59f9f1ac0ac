package org.pacsscp.examples.dump;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pacsscp.dataset.DataSetReader;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.ValueSink;

/** The beginnings of the values that are not held while a file is read, by the items in which they are. */
final class LongValues implements ValueSink {
    /** As many bytes are held of a value that is not encapsulated. */
    private static final int LONGEST_HELD = 1 << 20;

    private static final int TAG_LENGTH = "(gggg,eeee)".length();

    private final Map<String, List<LongValue>> byItem = new HashMap<>();

    /** How to read a file for which this is the sink, keeping what came of one that is damaged. */
    ReadOptions readOptions() {
        return ReadOptions.builder()
                .valuesAbove(LONGEST_HELD, this)
                .keepWhatCame()
                .build();
    }

    @Override
    public void accept(DataSetReader value) throws IOException {
        String path = value.path();
        String item = path.substring(0, Math.max(0, path.length() - TAG_LENGTH));
        byItem.computeIfAbsent(item, any -> new ArrayList<>(1)).add(LongValue.read(value));
    }

    /** Returns those of an item, in the order of their tags. */
    List<LongValue> of(String item) {
        return byItem.getOrDefault(item, List.of());
    }
}
