package org.pacsscp.core.internal.ul;

/** The protocol version field of PS3.8 Tables 9-11 and 9-17: a bit a version, of which there is one. */
final class ProtocolVersion {
    /** Bit 0, the only one that is to be tested. */
    static final int VERSION_1 = 1;

    private ProtocolVersion() {}

    static boolean includesVersion1(int bits) {
        return (bits & VERSION_1) != 0;
    }
}
