package org.pacsscp.robustness.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Pieces of what is sent. */
public final class Bytes {
    private Bytes() {}

    /** Puts pieces one after the other. */
    public static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            bytes.writeBytes(piece);
        }
        return bytes.toByteArray();
    }

    /** Reads hexadecimal digits, two a byte; white space is ignored. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    /** Encodes ISO-8859-1, one character a byte. */
    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Makes one byte. */
    public static byte[] u8(int value) {
        return new byte[] {(byte) value};
    }

    /** Makes two bytes, big endian, of the low bits of a number. */
    public static byte[] u16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    /** Makes four bytes, big endian, of the low bits of a number. */
    public static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    /** Makes two bytes, little endian, of the low bits of a number. */
    public static byte[] le16(int value) {
        return littleEndian(2).putShort((short) value).array();
    }

    /** Makes four bytes, little endian, of the low bits of a number. */
    public static byte[] le32(long value) {
        return littleEndian(4).putInt((int) value).array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes so many bytes of zero. */
    public static byte[] zeros(int count) {
        return new byte[count];
    }

    /** Puts a piece so many times after itself. */
    public static byte[] repeat(int times, byte[] piece) {
        byte[] bytes = new byte[Math.multiplyExact(times, piece.length)];
        for (int at = 0; at < bytes.length; at += piece.length) {
            System.arraycopy(piece, 0, bytes, at, piece.length);
        }
        return bytes;
    }

    /** Returns the first bytes. */
    public static byte[] prefix(byte[] bytes, int count) {
        return Arrays.copyOf(bytes, count);
    }

    /** Returns a copy in which the bytes from an offset on are replaced. */
    public static byte[] patch(byte[] bytes, int offset, byte[] patch) {
        byte[] patched = bytes.clone();
        System.arraycopy(patch, 0, patched, offset, patch.length);
        return patched;
    }
}
