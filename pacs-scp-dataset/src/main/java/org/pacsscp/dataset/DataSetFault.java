package org.pacsscp.dataset;

/**
 * What can be wrong with the structure of an encoded data set (PS3.5 section 7).
 *
 * @since 0.1.0
 */
public enum DataSetFault {
    /** The bytes end before the data set does. */
    TRUNCATED("the data end too early", true),
    /** A length goes past the end of the item or sequence that holds the element, or past the end of the data. */
    LENGTH_PAST_END("the length goes past the end of what holds the element", true),
    /** Something else stands where an item or the end of a sequence is due. */
    ITEM_EXPECTED("an item or the end of the sequence is due here", true),
    /** An item stands where an element is due. */
    UNEXPECTED_ITEM("an element is due here, not an item", true),
    /** The length is undefined, which this value representation does not allow. */
    UNDEFINED_LENGTH("this value representation has no undefined length", true),
    /** Two bytes that are no upper-case letters stand where a value representation is due. */
    NO_VR("no value representation stands where one is due", true),
    /** A deflated data set cannot be inflated. */
    NOT_DEFLATED("the data cannot be inflated", true),
    /** Sequences are nested deeper than {@link ReadOptions#maxDepth}. */
    TOO_DEEP("sequences are nested too deep", true),
    /** There are more elements than {@link ReadOptions#maxElements}. */
    TOO_MANY_ELEMENTS("there are too many elements", true),
    /** More bytes would have to be held in memory than {@link ReadOptions#maxBytesHeld}. */
    TOO_MANY_BYTES_HELD("the data set would take too much memory", true),
    /** There are more bytes than {@link ReadOptions#maxLength}. */
    TOO_LONG("the data set is too long", true),
    /** A length is odd (PS3.5 section 7.1.1). */
    ODD_LENGTH("the length is odd", false),
    /** An element's tag is lower than that of the element before (PS3.5 section 7.1). */
    OUT_OF_ORDER("the element stands behind one with a greater tag", false),
    /** A tag comes twice (PS3.5 section 7.1); the first element counts. */
    DUPLICATE("the element is there twice; the first counts", false),
    /** Two letters that are no value representation of the standard; the element is read as UN. */
    UNKNOWN_VR("the value representation is unknown; read as UN", false),
    /** Elements have a value representation where the transfer syntax has none, or none where it has one. */
    OTHER_ENCODING("the encoding is not that of the transfer syntax; read as it is", false),
    /** An item ends without its delimiter. */
    MISSING_DELIMITER("the item delimiter is missing", false),
    /** An item is longer than the sequence that holds it; it ends where that does. */
    ITEM_TOO_LONG("the item is longer than its sequence; it is read to the end of that", false),
    /** A delimiter stands where nothing of undefined length is open. */
    STRAY_DELIMITER("the delimiter ends nothing; ignored", false),
    /** A group length (gggg,0000) does not fit (PS3.5 section 7.2). */
    WRONG_GROUP_LENGTH("the group length does not fit; ignored", false),
    /** A private element's block has no creator (PS3.5 section 7.8.1). */
    NO_PRIVATE_CREATOR("the private element has no creator", false);

    private final String text;
    private final boolean fatal;

    DataSetFault(String text, boolean fatal) {
        this.text = text;
        this.fatal = fatal;
    }

    /**
     * Tells whether reading cannot go on.
     *
     * @return {@code true} if it ends in a {@link DataSetFormatException}, {@code false} if it is noted as a {@link
     *     DataSetProblem}
     */
    public boolean isFatal() {
        return fatal;
    }

    /** What it means, for a person. */
    String text() {
        return text;
    }
}
