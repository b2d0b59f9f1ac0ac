package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;

/**
 * A big-endian number of up to seven bytes that may arrive in pieces. Owned, with the {@link PduReader} it is part of,
 * by the owner of the receiving side.
 */
final class FieldReader {
    private long value;
    private int read;

    /** Reads on; true when all {@code size} bytes are in {@link #value}, and the next call begins another field. */
    boolean take(ByteBuffer in, int size) {
        if (read == 0) {
            value = 0;
        }
        while (read < size && in.hasRemaining()) {
            value = (value << 8) | (in.get() & 0xFF);
            read++;
        }
        if (read < size) {
            return false;
        }
        read = 0;
        return true;
    }

    long value() {
        return value;
    }

    /** How much of a field under way is read. */
    int bytesRead() {
        return read;
    }

    void reset() {
        read = 0;
    }
}
