package org.pacsscp.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a data set come from. Owned by the thread that reads. */
interface Source {
    /** Reads some bytes, at least one; -1 at the end. */
    int read(byte[] bytes, int offset, int length) throws IOException;

    /** Reads some bytes, at least one; -1 at the end. The buffer has room, and an array unless others are preferred. */
    default int read(ByteBuffer to) throws IOException {
        int count = read(to.array(), to.arrayOffset() + to.position(), to.remaining());
        if (count > 0) {
            to.position(to.position() + count);
        }
        return count;
    }

    /** Whether buffers outside of the heap are filled without another copy. */
    default boolean prefersDirectBuffers() {
        return false;
    }

    /** Drops bytes; how many, fewer than asked for only at the end. */
    long skip(long count) throws IOException;

    /** How many bytes are there for certain, without waiting. */
    int available() throws IOException;

    /** Does for the rest what is done for all bytes, looking at none of them. */
    void finish() throws IOException;

    /** Frees what this holds itself; what it reads from stays open. */
    default void close() {}
}
