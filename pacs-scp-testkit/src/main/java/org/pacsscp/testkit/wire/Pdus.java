package org.pacsscp.testkit.wire;

import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.text;
import static org.pacsscp.testkit.wire.Bytes.u16;
import static org.pacsscp.testkit.wire.Bytes.u32;
import static org.pacsscp.testkit.wire.Bytes.u8;
import static org.pacsscp.testkit.wire.Bytes.zeros;

/**
 * The bytes of PDUs, PS3.8 section 9.3.
 *
 * <pre>{@code
 * byte[] echo = Pdus.pData(Pdus.pdv(1, Pdus.LAST_COMMAND, Commands.echoRq(1)));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Pdus {
    /** The type of A-ASSOCIATE-RQ. */
    public static final int ASSOCIATE_RQ = 0x01;

    /** The type of A-ASSOCIATE-AC. */
    public static final int ASSOCIATE_AC = 0x02;

    /** The type of A-ASSOCIATE-RJ. */
    public static final int ASSOCIATE_RJ = 0x03;

    /** The type of P-DATA-TF. */
    public static final int P_DATA_TF = 0x04;

    /** The type of A-RELEASE-RQ. */
    public static final int RELEASE_RQ = 0x05;

    /** The type of A-RELEASE-RP. */
    public static final int RELEASE_RP = 0x06;

    /** The type of A-ABORT. */
    public static final int ABORT = 0x07;

    /** PDU type, reserved, PDU length. */
    public static final int HEADER_LENGTH = 6;

    /** What a presentation data value has before its fragment: length, context, message control header. */
    public static final int PDV_HEADER_LENGTH = 6;

    /** Message control header, PS3.8 section E.2: data set, and not the last fragment of it. */
    public static final int DATA = 0;

    /** Message control header: command set, and not the last fragment of it. */
    public static final int COMMAND = 1;

    /** Message control header: the last fragment of a data set. */
    public static final int LAST_DATA = 2;

    /** Message control header: the last fragment of a command set. */
    public static final int LAST_COMMAND = 3;

    private Pdus() {}

    /**
     * Makes a PDU with its right length.
     *
     * @param type the PDU type
     * @param body the pieces of what follows the length
     * @return the PDU
     */
    public static byte[] pdu(int type, byte[]... body) {
        byte[] bytes = join(body);
        return pduClaiming(bytes.length, type, bytes);
    }

    /**
     * Makes a PDU with another length than that of its body.
     *
     * @param length what the length field says
     * @param type the PDU type
     * @param body the pieces of what follows the length
     * @return the PDU
     */
    public static byte[] pduClaiming(long length, int type, byte[]... body) {
        return join(header(type, length), join(body));
    }

    /**
     * Makes the six bytes with which a PDU begins.
     *
     * @param type the PDU type
     * @param length what the length field says
     * @return the header
     */
    public static byte[] header(int type, long length) {
        return join(u8(type), u8(0), u32(length));
    }

    /**
     * An A-ASSOCIATE-RQ, PS3.8 Table 9-11.
     *
     * @param called the called AE title, up to 16 characters
     * @param calling the calling AE title, up to 16 characters
     * @param items see {@link Items}
     * @return the PDU
     */
    public static byte[] associateRq(String called, String calling, byte[]... items) {
        return pdu(ASSOCIATE_RQ, fixedFields(1, paddedTitle(called), paddedTitle(calling)), join(items));
    }

    /**
     * An A-ASSOCIATE-AC, PS3.8 Table 9-17.
     *
     * @param called the called AE title of the request
     * @param calling the calling AE title of the request
     * @param items see {@link Items}
     * @return the PDU
     */
    public static byte[] associateAc(String called, String calling, byte[]... items) {
        return pdu(ASSOCIATE_AC, fixedFields(1, paddedTitle(called), paddedTitle(calling)), join(items));
    }

    /**
     * Bytes 7 to 74 of PS3.8 Tables 9-11 and 9-17.
     *
     * @param protocolVersion a bit for each version; 1 is right
     * @param called 16 bytes
     * @param calling 16 bytes
     * @return 68 bytes
     */
    public static byte[] fixedFields(int protocolVersion, byte[] called, byte[] calling) {
        return join(u16(protocolVersion), u16(0), called, calling, zeros(32));
    }

    /**
     * An AE title with the spaces that fill it up.
     *
     * @param title up to 16 characters
     * @return 16 bytes
     */
    public static byte[] paddedTitle(String title) {
        return text("%-16s".formatted(title));
    }

    /**
     * PS3.8 Table 9-21.
     *
     * @param result 1 permanent, 2 transient
     * @param source 1 to 3
     * @param reason which depends on the source
     * @return the PDU
     */
    public static byte[] associateRj(int result, int source, int reason) {
        return pdu(ASSOCIATE_RJ, u8(0), u8(result), u8(source), u8(reason));
    }

    /**
     * A P-DATA-TF, PS3.8 Table 9-22.
     *
     * @param values presentation data values, see {@link #pdv}
     * @return the PDU
     */
    public static byte[] pData(byte[]... values) {
        return pdu(P_DATA_TF, values);
    }

    /**
     * A presentation data value with its right length, PS3.8 Table 9-23.
     *
     * @param contextId the presentation context
     * @param controlHeader such as {@link #LAST_COMMAND}
     * @param fragment the pieces of the fragment
     * @return the value
     */
    public static byte[] pdv(int contextId, int controlHeader, byte[]... fragment) {
        byte[] bytes = join(fragment);
        return pdvClaiming(bytes.length + 2L, contextId, controlHeader, bytes);
    }

    /**
     * A presentation data value with another length.
     *
     * @param length what the length field says
     * @param contextId the presentation context
     * @param controlHeader such as {@link #LAST_COMMAND}
     * @param fragment the pieces of the fragment
     * @return the value
     */
    public static byte[] pdvClaiming(long length, int contextId, int controlHeader, byte[]... fragment) {
        return join(u32(length), u8(contextId), u8(controlHeader), join(fragment));
    }

    /**
     * PS3.8 Table 9-24.
     *
     * @return the PDU
     */
    public static byte[] releaseRq() {
        return pdu(RELEASE_RQ, zeros(4));
    }

    /**
     * PS3.8 Table 9-25.
     *
     * @return the PDU
     */
    public static byte[] releaseRp() {
        return pdu(RELEASE_RP, zeros(4));
    }

    /**
     * PS3.8 Table 9-26.
     *
     * @param source 0 service-user, 2 service-provider
     * @param reason 0 to 6
     * @return the PDU
     */
    public static byte[] abort(int source, int reason) {
        return pdu(ABORT, u8(0), u8(0), u8(source), u8(reason));
    }
}
