package org.pacsscp.core.internal.pdu;

import org.jspecify.annotations.Nullable;

/** The seven PDU types of PS3.8 section 9.3.1, with the first byte of each. */
public enum PduType {
    ASSOCIATE_RQ(0x01, "A-ASSOCIATE-RQ"),
    ASSOCIATE_AC(0x02, "A-ASSOCIATE-AC"),
    ASSOCIATE_RJ(0x03, "A-ASSOCIATE-RJ"),
    P_DATA_TF(0x04, "P-DATA-TF"),
    RELEASE_RQ(0x05, "A-RELEASE-RQ"),
    RELEASE_RP(0x06, "A-RELEASE-RP"),
    ABORT(0x07, "A-ABORT");

    private static final @Nullable PduType[] BY_CODE = {
        null, ASSOCIATE_RQ, ASSOCIATE_AC, ASSOCIATE_RJ, P_DATA_TF, RELEASE_RQ, RELEASE_RP, ABORT
    };

    private final int code;
    private final String wireName;

    PduType(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    /** The first byte of such a PDU. */
    public int code() {
        return code;
    }

    /** The type with this first byte, or null where the standard defines none. */
    static @Nullable PduType find(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * The type with this first byte.
     *
     * @throws IllegalArgumentException where the standard defines none
     */
    public static PduType of(int code) {
        PduType type = find(code);
        if (type == null) {
            throw new IllegalArgumentException("no PDU type %02XH".formatted(code));
        }
        return type;
    }

    /** The standard's name, as messages show it. */
    @Override
    public String toString() {
        return wireName;
    }
}
