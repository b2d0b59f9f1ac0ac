package org.pacsscp.dataset.match;

/**
 * A kind of matching that a key may have (PS3.4 section C.2.2.2).
 *
 * @see QueryRules#matching(int, org.pacsscp.dataset.Vr)
 * @since 0.1.0
 */
public enum MatchingKind {
    /** The value is the wanted one (section C.2.2.2.1). */
    SINGLE_VALUE("single value"),

    /** The value is one of several (section C.2.2.2.2). */
    LIST_OF_UID("list of UID"),

    /** The key has no value, and matches all (section C.2.2.2.3). */
    UNIVERSAL("universal"),

    /** The value fits a pattern with {@code *} and {@code ?} (section C.2.2.2.4). */
    WILD_CARD("wild card"),

    /** The date or time lies between two (section C.2.2.2.5). */
    RANGE("range"),

    /** An item of the sequence matches the keys in that of the query (section C.2.2.2.6). */
    SEQUENCE("sequence"),

    /** Two quotation marks ask for what has no value (section C.2.2.2.7). */
    EMPTY_VALUE("empty value"),

    /** Of several values of the key each has to be there (section C.2.2.2.8). */
    MULTIPLE_VALUES("multiple values");

    private final String standardName;

    MatchingKind(String standardName) {
        this.standardName = standardName;
    }

    /** Returns what the standard calls it. */
    @Override
    public String toString() {
        return standardName;
    }
}
