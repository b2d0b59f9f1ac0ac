package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the bytes of one PDU and fills in the lengths of its items. Owned by the thread that encodes the PDU. */
final class ItemWriter {
    private static final int MAXIMUM_ITEM_LENGTH = 0xFFFF;

    private byte[] bytes = new byte[512];
    private int length;

    void u8(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
    }

    void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    void u32(long value) {
        u16((int) (value >>> 16));
        u16((int) value);
    }

    void bytes(byte[] value) {
        for (byte b : value) {
            u8(b);
        }
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The text, cut or padded to {@code size} bytes. */
    void fixedText(String value, int size, char padding) {
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < size; i++) {
            u8(i < text.length ? text[i] : padding);
        }
    }

    /** A text after the two bytes of its length. */
    void lengthAndText(String value) {
        lengthAndBytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Bytes after the two bytes of their length. */
    void lengthAndBytes(byte[] value) {
        int start = beginLength();
        bytes(value);
        endLength(start);
    }

    /** An item that is nothing but a text. */
    void textItem(int type, String value) {
        int start = beginItem(type);
        text(value);
        endLength(start);
    }

    /** Starts an item (PS3.8 Table 9-12: type, reserved, length); the result is for {@link #endLength}. */
    int beginItem(int type) {
        u8(type);
        u8(0);
        return beginLength();
    }

    /** Leaves room for a length of two bytes; the result is for {@link #endLength}. */
    int beginLength() {
        u16(0);
        return length;
    }

    /** Fills in the length of what was written since {@code start}. */
    void endLength(int start) {
        int size = length - start;
        if (size > MAXIMUM_ITEM_LENGTH) {
            throw new IllegalArgumentException("an item of " + size + " bytes, where " + MAXIMUM_ITEM_LENGTH + " fit");
        }
        bytes[start - 2] = (byte) (size >>> 8);
        bytes[start - 1] = (byte) size;
    }

    /** Fills in the PDU length, and gives out the PDU. */
    ByteBuffer finish() {
        ByteBuffer pdu = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
        return pdu.putInt(2, length - PduReader.HEADER_LENGTH);
    }
}
