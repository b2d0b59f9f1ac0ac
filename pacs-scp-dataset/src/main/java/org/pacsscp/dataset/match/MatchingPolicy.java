package org.pacsscp.dataset.match;

/**
 * In what the services that match differ.
 *
 * @since 0.1.0
 */
public enum MatchingPolicy {
    /**
     * Query/Retrieve: a stored attribute without a value is unknown, and so matches whatever is asked for (PS3.4 section
     * C.2.2.1.2). All kinds of matching serve for all keys that they are defined for.
     */
    QUERY_RETRIEVE(true),

    /**
     * Modality Worklist: a stored attribute without a value matches no key but a universal one (PS3.4 section K.2.2.1.1.1). The
     * required keys have the kinds of matching that PS3.4 Table K.6-1 gives them, and a range of start dates is always joined
     * with a range of start times.
     */
    WORKLIST(false);

    private final boolean unknownMatches;

    MatchingPolicy(boolean unknownMatches) {
        this.unknownMatches = unknownMatches;
    }

    /** Tells whether a stored attribute without a value matches a key that asks for one. */
    boolean unknownMatches() {
        return unknownMatches;
    }
}
