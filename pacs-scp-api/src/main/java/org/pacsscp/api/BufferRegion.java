package org.pacsscp.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A data set that lies in a buffer, of which it has a view of its own. */
final class BufferRegion implements DataSetWriter {
    private static final int LONGEST_PIECE = 1 << 16;

    private final ByteBuffer bytes;

    BufferRegion(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (out instanceof RestReceiver receiver) {
            receiver.transferRest(bytes.duplicate());
        } else {
            copy(bytes.duplicate(), out);
        }
    }

    private static void copy(ByteBuffer rest, OutputStream out) throws IOException {
        byte[] piece = new byte[Math.min(rest.remaining(), LONGEST_PIECE)];
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), piece.length);
            rest.get(piece, 0, count);
            out.write(piece, 0, count);
        }
    }
}
