package org.pacsscp.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Data sets put together byte by byte, right or wrong, in one of the three encodings of elements. */
final class Encoded {
    static final int ITEM = 0xFFFEE000;
    static final int ITEM_END = 0xFFFEE00D;
    static final int SEQUENCE_END = 0xFFFEE0DD;
    static final int UNDEFINED = -1;

    private final boolean explicit;
    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Encoded(boolean explicit, ByteOrder order) {
        this.explicit = explicit;
        this.order = order;
    }

    static Encoded implicit() {
        return new Encoded(false, ByteOrder.LITTLE_ENDIAN);
    }

    static Encoded explicit() {
        return new Encoded(true, ByteOrder.LITTLE_ENDIAN);
    }

    static Encoded bigEndian() {
        return new Encoded(true, ByteOrder.BIG_ENDIAN);
    }

    /** PS3.5 section 7.1.2; in Implicit VR the letters are left out. */
    Encoded header(int tag, String vr, int length) {
        tag(tag);
        if (!explicit) {
            return u32(length);
        }
        ascii(vr);
        return switch (vr) {
            case "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV" -> u16(0).u32(length);
            default -> u16(length);
        };
    }

    Encoded element(int tag, String vr, String text) {
        return element(tag, vr, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Encoded element(int tag, String vr, byte[] value) {
        return header(tag, vr, value.length).bytes(value);
    }

    Encoded us(int tag, int value) {
        return header(tag, "US", 2).u16(value);
    }

    Encoded item(int length) {
        return tag(ITEM).u32(length);
    }

    Encoded itemEnd() {
        return tag(ITEM_END).u32(0);
    }

    Encoded sequenceEnd() {
        return tag(SEQUENCE_END).u32(0);
    }

    Encoded tag(int tag) {
        return u16(tag >>> 16).u16(tag & 0xFFFF);
    }

    Encoded u16(int value) {
        return bytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    Encoded u32(int value) {
        return bytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }

    Encoded ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Encoded bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
