package org.pacsscp.core.internal.dimse;

/** Values of Command Data Set Type (PS3.7 Table E.1-1). */
final class CommandDataSetType {
    /** There is no data set. Any other value says that one follows. */
    static final int NONE = 0x0101;

    private CommandDataSetType() {}
}
