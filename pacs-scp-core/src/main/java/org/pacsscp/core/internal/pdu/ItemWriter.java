package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the bytes of one PDU and fills in the lengths of its items. Owned by the thread that encodes the PDU. */
final class ItemWriter {
    private static final int MAX_ITEM_LENGTH = 0xFFFF;

    private byte[] bytes;
    private int length;

    /** Makes room for so many bytes at first, and for more when they come. */
    ItemWriter(int capacity) {
        bytes = new byte[capacity];
    }

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

    /** The text in ISO-8859-1, to which all texts of these PDUs are held when they are read. */
    void text(String value) {
        for (int i = 0; i < value.length(); i++) {
            latin1(value.charAt(i));
        }
    }

    /** The text, cut or padded to {@code size} bytes. */
    void fixedText(String value, int size, char padding) {
        for (int i = 0; i < size; i++) {
            latin1(i < value.length() ? value.charAt(i) : padding);
        }
    }

    private void latin1(char c) {
        u8(c > 0xFF ? '?' : c);
    }

    /** A text after the two bytes of its length. */
    void lengthAndText(String value) {
        int start = beginLength();
        text(value);
        endLength(start);
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
        if (size > MAX_ITEM_LENGTH) {
            throw new IllegalArgumentException("an item of " + size + " bytes, where " + MAX_ITEM_LENGTH + " fit");
        }
        bytes[start - 2] = (byte) (size >>> 8);
        bytes[start - 1] = (byte) size;
    }

    /** Fills in the PDU length, and gives out the PDU. */
    ByteBuffer finish() {
        ByteBuffer pdu = ByteBuffer.wrap(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        return pdu.putInt(2, length - PduReader.HEADER_LENGTH);
    }
}
