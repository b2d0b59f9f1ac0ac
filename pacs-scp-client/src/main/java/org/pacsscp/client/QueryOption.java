package org.pacsscp.client;

/**
 * What a query or a retrieval may want beyond its SOP class: proposed by extended negotiation (PS3.4 sections C.5 and K.5).
 *
 * <p>A peer may decline. Without {@link #RELATIONAL} what was asked cannot be, so the call fails before it is sent; {@link
 * Matches#agreed()} tells which of the others hold.
 *
 * @since 0.1.0
 */
public enum QueryOption {
    /** Any keys at any level, without the unique keys of the levels above: queries, and retrievals. */
    RELATIONAL(0),
    /** Ranges of a date and of a time mean one range of a date with time. Worklists have that always. */
    COMBINED_DATE_TIME(1),
    /** Names of persons match by sound or likeness. */
    FUZZY_NAMES(2),
    /** Times are reckoned by Timezone Offset From UTC (0008,0201). */
    TIMEZONE_ADJUSTMENT(3),
    /** Enhanced multi-frame instances are seen as classic ones, or the other way round: queries, and retrievals. */
    ENHANCED_MULTI_FRAME_VIEW(4),
    /** Two quotation marks match elements without a value. */
    EMPTY_VALUES(5),
    /** Keys may have several values, any of which may match. */
    MULTIPLE_VALUES(6);

    private final int findByte;

    QueryOption(int findByte) {
        this.findByte = findByte;
    }

    /** Returns which byte of the application information of C-FIND stands for it (PS3.4 Table C.5-1). */
    int findByte() {
        return findByte;
    }
}
