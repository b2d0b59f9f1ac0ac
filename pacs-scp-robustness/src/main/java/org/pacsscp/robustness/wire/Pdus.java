package org.pacsscp.robustness.wire;

import static org.pacsscp.robustness.wire.Bytes.join;
import static org.pacsscp.robustness.wire.Bytes.text;
import static org.pacsscp.robustness.wire.Bytes.u16;
import static org.pacsscp.robustness.wire.Bytes.u32;
import static org.pacsscp.robustness.wire.Bytes.u8;
import static org.pacsscp.robustness.wire.Bytes.zeros;

/** The bytes of PDUs, PS3.8 section 9.3. */
public final class Pdus {
    public static final int ASSOCIATE_RQ = 0x01;
    public static final int ASSOCIATE_AC = 0x02;
    public static final int ASSOCIATE_RJ = 0x03;
    public static final int P_DATA_TF = 0x04;
    public static final int RELEASE_RQ = 0x05;
    public static final int RELEASE_RP = 0x06;
    public static final int ABORT = 0x07;

    /** PDU type, reserved, PDU length. */
    public static final int HEADER_LENGTH = 6;

    /** Message control header, PS3.8 section E.2: data set, and not the last fragment of it. */
    public static final int DATA = 0;

    public static final int COMMAND = 1;
    public static final int LAST_DATA = 2;
    public static final int LAST_COMMAND = 3;

    private Pdus() {}

    /** Makes a PDU with its right length. */
    public static byte[] pdu(int type, byte[]... body) {
        byte[] bytes = join(body);
        return pduClaiming(bytes.length, type, bytes);
    }

    /** Makes a PDU with another length than that of its body. */
    public static byte[] pduClaiming(long length, int type, byte[]... body) {
        return join(header(type, length), join(body));
    }

    /** Makes the six bytes with which a PDU begins. */
    public static byte[] header(int type, long length) {
        return join(u8(type), u8(0), u32(length));
    }

    /** An A-ASSOCIATE-RQ between these titles, PS3.8 Table 9-11. */
    public static byte[] associateRq(String called, String calling, byte[]... items) {
        return pdu(ASSOCIATE_RQ, fixedFields(1, paddedTitle(called), paddedTitle(calling)), join(items));
    }

    /** An A-ASSOCIATE-AC between these titles, PS3.8 Table 9-17. */
    public static byte[] associateAc(String called, String calling, byte[]... items) {
        return pdu(ASSOCIATE_AC, fixedFields(1, paddedTitle(called), paddedTitle(calling)), join(items));
    }

    /**
     * Bytes 7 to 74 of PS3.8 Tables 9-11 and 9-17.
     *
     * @param called 16 bytes
     * @param calling 16 bytes
     */
    public static byte[] fixedFields(int protocolVersion, byte[] called, byte[] calling) {
        return join(u16(protocolVersion), u16(0), called, calling, zeros(32));
    }

    /** An AE title with the spaces that fill it up to 16 bytes. */
    public static byte[] paddedTitle(String title) {
        return text("%-16s".formatted(title));
    }

    /** PS3.8 Table 9-21. */
    public static byte[] associateRj(int result, int source, int reason) {
        return pdu(ASSOCIATE_RJ, u8(0), u8(result), u8(source), u8(reason));
    }

    /** A P-DATA-TF, PS3.8 Table 9-22. */
    public static byte[] pData(byte[]... values) {
        return pdu(P_DATA_TF, values);
    }

    /** A presentation data value with its right length, PS3.8 Table 9-23. */
    public static byte[] pdv(int contextId, int controlHeader, byte[]... fragment) {
        byte[] bytes = join(fragment);
        return pdvClaiming(bytes.length + 2L, contextId, controlHeader, bytes);
    }

    /** A presentation data value with another length. */
    public static byte[] pdvClaiming(long length, int contextId, int controlHeader, byte[]... fragment) {
        return join(u32(length), u8(contextId), u8(controlHeader), join(fragment));
    }

    /** PS3.8 Table 9-24. */
    public static byte[] releaseRq() {
        return pdu(RELEASE_RQ, zeros(4));
    }

    /** PS3.8 Table 9-25. */
    public static byte[] releaseRp() {
        return pdu(RELEASE_RP, zeros(4));
    }

    /** PS3.8 Table 9-26. */
    public static byte[] abort(int source, int reason) {
        return pdu(ABORT, u8(0), u8(0), u8(source), u8(reason));
    }
}
