package org.pacsscp.core.internal.tls;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads DER (ITU-T X.690) value by value: as much of it as tells which kind of key a file holds. What a key consists of
 * is read by the JDK.
 */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    /** The constructed value with the context-specific tag 0. */
    static final int CONTEXT_0 = 0xA0;

    /** The bytes are no DER, or are not the value that was expected. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    private final byte[] bytes;
    private final int end;
    private int position;

    DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    /** Tells whether a value with this tag is next. */
    boolean isNext(int tag) {
        return position < end && (bytes[position] & 0xFF) == tag;
    }

    boolean isAtEnd() {
        return position == end;
    }

    /** Reads the head of a constructed value; its parts are read by what is returned, this reader goes on after it. */
    DerReader enter(int tag) throws MalformedException {
        int length = head(tag);
        DerReader inner = new DerReader(bytes, position, position + length);
        position += length;
        return inner;
    }

    /** Reads the content of a value. */
    byte[] value(int tag) throws MalformedException {
        int length = head(tag);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    private int head(int tag) throws MalformedException {
        if (!isNext(tag)) {
            throw new MalformedException("no value with tag " + Integer.toHexString(tag) + "H at byte " + position);
        }
        position++;
        int length = next();
        if (length >= 0x80) {
            int octets = length & 0x7F;
            if (octets == 0 || octets > 3) {
                throw new MalformedException("a length of " + octets + " bytes at byte " + position);
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | next();
            }
        }
        if (length > end - position) {
            throw new MalformedException("a value of " + length + " bytes where " + (end - position) + " are left");
        }
        return length;
    }

    private int next() throws MalformedException {
        if (position >= end) {
            throw new MalformedException("the end in the middle of a value");
        }
        return bytes[position++] & 0xFF;
    }
}
