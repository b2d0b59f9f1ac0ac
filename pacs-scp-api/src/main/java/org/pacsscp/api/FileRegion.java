package org.pacsscp.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Writes what lies in a file. */
record FileRegion(FileChannel file, long position, long length) implements DataSetWriter {
    private static final int BUFFER = 1 << 16;

    FileRegion {
        Objects.requireNonNull(file, "file");
        if (position < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "position is " + position + " and length " + length + "; neither may be negative");
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (out instanceof RestReceiver receiver) {
            receiver.transferRest(file, position, length);
        } else {
            copy(out);
        }
    }

    private void copy(OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, BUFFER));
        for (long copied = 0; copied < length; ) {
            buffer.clear().limit((int) Math.min(length - copied, buffer.capacity()));
            int count = file.read(buffer, position + copied);
            if (count < 0) {
                throw new EOFException("the file ends " + (length - copied) + " bytes before the data set");
            }
            out.write(buffer.array(), 0, count);
            copied += count;
        }
    }
}
