package org.pacsscp.core.internal.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** What is to be sent of a file. Belongs to the thread that sends it. */
final class FileBytes {
    private final FileChannel file;
    private final long end;
    private long position;

    FileBytes(FileChannel file, long position, long count) {
        this.file = file;
        this.position = position;
        end = position + count;
    }

    boolean hasRemaining() {
        return position < end;
    }

    /** Gives a channel what it takes, and tells how much that was. */
    long transferTo(WritableByteChannel channel) throws IOException {
        long count = file.transferTo(position, end - position, channel);
        if (count == 0 && position >= file.size()) {
            throw new EOFException("the file has become shorter while it was sent");
        }
        position += count;
        return count;
    }
}
