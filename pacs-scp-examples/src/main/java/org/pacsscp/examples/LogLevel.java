package org.pacsscp.examples;

import java.util.Locale;

/** How much is logged; each level includes those before it. */
enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE;

    /** Returns the level as it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
