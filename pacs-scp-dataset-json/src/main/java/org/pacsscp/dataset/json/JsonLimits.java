package org.pacsscp.dataset.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * What reading JSON may cost, at most. Immutable.
 *
 * @param maxBytes how long a document may be, in bytes, or in characters where it comes as text; what is built of it needs some
 *     five times as much memory for a moment
 * @param maxDepth how many data sets may be in one another, the outer one among them; 1 to 250
 * @param maxValues how many attributes and values there may be, in items, too
 * @since 0.1.0
 */
public record JsonLimits(long maxBytes, int maxDepth, int maxValues) {
    private static final int MOST_DEPTH = 250;

    /** Objects and arrays for one data set in another: item, attribute, values; and a name in it. */
    private static final int NESTING_OF_A_DATA_SET = 3;

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 256;

    /** 64 MiB, 64 data sets in one another, a million attributes and values. */
    public static final JsonLimits DEFAULT = new JsonLimits(64L << 20, 64, 1_000_000);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one of them is not positive, or the depth is above 250
     */
    public JsonLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxDepth > MOST_DEPTH || maxValues < 1) {
            throw new IllegalArgumentException("limits have to be positive, and the depth at most " + MOST_DEPTH);
        }
    }

    /** Makes parsers that hold to these limits. */
    JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(maxBytes)
                        .maxStringLength((int) Math.min(maxBytes, Integer.MAX_VALUE))
                        .maxNestingDepth((maxDepth + 1) * NESTING_OF_A_DATA_SET)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                .build();
    }
}
