package org.pacsscp.bench.candidate;

/** What is mostly sent; a floor may know a way for each. */
public enum Kind {
    /** Many small messages. */
    CONTROL,
    /** Many short associations, with a small message each. */
    SET_UP,
    /** Much data on few associations. */
    BULK
}
