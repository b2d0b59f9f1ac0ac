package org.pacsscp.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes what PDUs and data sets consist of. */
final class Octets {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Octets u8(int value) {
        out.write(value);
        return this;
    }

    /** Big endian, as in PDUs (PS3.8 section 9.3.1). */
    Octets u16(int value) {
        return u8(value >> 8).u8(value);
    }

    Octets u32(int value) {
        return u16(value >> 16).u16(value);
    }

    /** Little endian, as in data sets of the transfer syntaxes that are sent here (PS3.5 Annex A). */
    Octets le16(int value) {
        return u8(value).u8(value >> 8);
    }

    Octets le32(int value) {
        return le16(value).le16(value >> 16);
    }

    Octets zeros(int count) {
        return bytes(new byte[count]);
    }

    Octets text(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    Octets bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Octets bytes(byte[] bytes, int offset, int length) {
        out.write(bytes, offset, length);
        return this;
    }

    /** An item or sub-item of A-ASSOCIATE-RQ (PS3.8 section 9.3.2). */
    Octets item(int type, byte[] content) {
        return u8(type).u8(0).u16(content.length).bytes(content);
    }

    Octets item(int type, String text) {
        return item(type, text.getBytes(StandardCharsets.US_ASCII));
    }

    int length() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    /** All of it in a direct buffer, which a channel writes without another copy. */
    ByteBuffer toBuffer() {
        return ByteBuffer.allocateDirect(out.size()).put(out.toByteArray()).flip();
    }
}
