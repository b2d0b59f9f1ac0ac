package org.pacsscp.micrometer;

import java.util.Locale;

/** The keys of tags, and how their values are written. */
final class Tag {
    static final String SIDE = "side";
    static final String ROLE = "role";
    static final String COMMAND = "command";
    static final String SERVICE = "service";
    static final String STATUS = "status";
    static final String REASON = "reason";
    static final String END = "end";
    static final String OUTCOME = "outcome";
    static final String LEVEL = "level";
    static final String CALLING = "calling";

    /** What is not among the known values of a tag, which must stay few. */
    static final String OTHER = "other";

    /** There was no response, which would have a status. */
    static final String NONE = "none";

    private Tag() {}

    /** Returns a constant as a value: lower case, with hyphens. */
    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
