package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;

/**
 * What precedes the data of a P-DATA-TF that has one PDV: PS3.8 Tables 9-22 and 9-23, and the message control header of
 * section E.2. Stateless.
 */
public final class DataHeader {
    /** Octets of it: 6 of the PDU, 6 of the PDV. */
    public static final int LENGTH = 12;

    /** What the PDU length counts besides the data: the PDV's length, its context id and its message control header. */
    public static final int COUNTED_BY_PDU = 6;

    private static final int COUNTED_BY_PDV = 2;
    private static final int PDU_LENGTH_OFFSET = 2;
    private static final int PDV_LENGTH_OFFSET = 6;
    private static final int CONTEXT_ID_OFFSET = 10;
    private static final int CONTROL_OFFSET = 11;
    private static final int COMMAND = 1;
    private static final int LAST = 2;

    private DataHeader() {}

    /** Puts what precedes {@code dataLength} bytes. */
    public static void write(ByteBuffer out, int contextId, boolean command, boolean last, int dataLength) {
        if (dataLength < 0) {
            throw new IllegalArgumentException("data length " + dataLength);
        }
        out.put((byte) PduType.P_DATA_TF.code());
        out.put((byte) 0);
        // The sums of two lengths near the largest int are still right as unsigned numbers.
        putUnsignedInt(out, dataLength + COUNTED_BY_PDU);
        putUnsignedInt(out, dataLength + COUNTED_BY_PDV);
        out.put((byte) contextId);
        out.put((byte) ((command ? COMMAND : 0) | (last ? LAST : 0)));
    }

    /** Big-endian whatever the order of the caller's buffer. */
    private static void putUnsignedInt(ByteBuffer out, int value) {
        out.put((byte) (value >>> 24))
                .put((byte) (value >>> 16))
                .put((byte) (value >>> 8))
                .put((byte) value);
    }

    /**
     * Returns how many bytes of data follow the header at an index of a big-endian buffer; -1 if that is not the header of
     * a P-DATA-TF with one PDV.
     */
    public static long dataLength(ByteBuffer in, int at) {
        long pduLength = Integer.toUnsignedLong(in.getInt(at + PDU_LENGTH_OFFSET));
        long pdvLength = Integer.toUnsignedLong(in.getInt(at + PDV_LENGTH_OFFSET));
        boolean alone = in.get(at) == PduType.P_DATA_TF.code()
                && pduLength >= COUNTED_BY_PDU
                && pduLength - COUNTED_BY_PDU == pdvLength - COUNTED_BY_PDV;
        return alone ? pduLength - COUNTED_BY_PDU : -1;
    }

    /** Returns the presentation context id of the header at an index of a buffer. */
    public static int contextId(ByteBuffer in, int at) {
        return in.get(at + CONTEXT_ID_OFFSET) & 0xFF;
    }

    /** Tells whether the header at an index of a buffer is of a command rather than a data set. */
    public static boolean isCommand(ByteBuffer in, int at) {
        return isCommand(in.get(at + CONTROL_OFFSET));
    }

    /** Tells whether the header at an index of a buffer is of a command's or data set's last fragment. */
    public static boolean isLast(ByteBuffer in, int at) {
        return isLast(in.get(at + CONTROL_OFFSET));
    }

    /** Bit 0 of the message control header. */
    static boolean isCommand(int messageControlHeader) {
        return (messageControlHeader & COMMAND) != 0;
    }

    /** Bit 1 of the message control header. */
    static boolean isLast(int messageControlHeader) {
        return (messageControlHeader & LAST) != 0;
    }
}
