package org.pacsscp.archive.catalog;

import java.util.Arrays;
import java.util.List;

/**
 * An identifier is none that can be asked with: a unique key of a level above is missing, or a key is no value of its kind. A
 * service answers A900H then (PS3.4 Table C.4-1). The message names attributes and holds no value.
 *
 * @since 0.1.0
 */
public final class InvalidQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The attributes that are wrong or missing. */
    private final int[] offendingTags;

    InvalidQueryException(String message, List<Integer> offendingTags) {
        super(message);
        this.offendingTags = offendingTags.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Returns the attributes that are wrong or missing.
     *
     * @return their tags
     */
    public List<Integer> offendingTags() {
        return Arrays.stream(offendingTags).boxed().toList();
    }
}
