package org.pacsscp.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Pieces of what is sent.
 *
 * <pre>{@code
 * byte[] maximumLength = Bytes.join(Bytes.u8(0x51), Bytes.u8(0), Bytes.u16(4), Bytes.u32(16384));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Bytes {
    private Bytes() {}

    /**
     * Puts pieces one after the other.
     *
     * @param pieces in their order
     * @return a new array
     */
    public static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            bytes.writeBytes(piece);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads hexadecimal digits.
     *
     * @param digits two a byte; white space is ignored
     * @return the bytes
     * @throws IllegalArgumentException if there is anything else
     */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    /**
     * Encodes ISO-8859-1, one character a byte.
     *
     * @param text the characters, U+0000 to U+00FF
     * @return the bytes
     */
    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Makes one byte.
     *
     * @param value of which the low eight bits count
     * @return the byte
     */
    public static byte[] u8(int value) {
        return new byte[] {(byte) value};
    }

    /**
     * Makes two bytes, big endian.
     *
     * @param value of which the low 16 bits count
     * @return the bytes
     */
    public static byte[] u16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    /**
     * Makes four bytes, big endian.
     *
     * @param value of which the low 32 bits count
     * @return the bytes
     */
    public static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    /**
     * Makes two bytes, little endian.
     *
     * @param value of which the low 16 bits count
     * @return the bytes
     */
    public static byte[] le16(int value) {
        return littleEndian(2).putShort((short) value).array();
    }

    /**
     * Makes four bytes, little endian.
     *
     * @param value of which the low 32 bits count
     * @return the bytes
     */
    public static byte[] le32(long value) {
        return littleEndian(4).putInt((int) value).array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Makes zeros.
     *
     * @param count how many
     * @return the bytes
     */
    public static byte[] zeros(int count) {
        return new byte[count];
    }

    /**
     * Puts a piece after itself, over and over.
     *
     * @param times how often it stands there
     * @param piece the piece
     * @return a new array
     */
    public static byte[] repeat(int times, byte[] piece) {
        byte[] bytes = new byte[Math.multiplyExact(times, piece.length)];
        for (int at = 0; at < bytes.length; at += piece.length) {
            System.arraycopy(piece, 0, bytes, at, piece.length);
        }
        return bytes;
    }

    /**
     * Returns the first bytes.
     *
     * @param bytes of these
     * @param count how many; beyond the end there are zeros
     * @return a new array
     */
    public static byte[] prefix(byte[] bytes, int count) {
        return Arrays.copyOf(bytes, count);
    }

    /**
     * Replaces the bytes from an offset on.
     *
     * @param bytes are not changed
     * @param offset where to begin
     * @param patch what is put there
     * @return a new array
     */
    public static byte[] patch(byte[] bytes, int offset, byte[] patch) {
        byte[] patched = bytes.clone();
        System.arraycopy(patch, 0, patched, offset, patch.length);
        return patched;
    }
}
