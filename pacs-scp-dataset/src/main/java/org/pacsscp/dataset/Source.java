package org.pacsscp.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of a data set come from. Owned by the thread that reads. */
interface Source {
    /** Reads some bytes, at least one; -1 at the end. */
    int read(byte[] bytes, int offset, int length) throws IOException;

    /** Reads some bytes, at least one; -1 at the end. The buffer has room. */
    int read(ByteBuffer to) throws IOException;

    /** Whether buffers outside of the heap are filled without another copy. */
    boolean prefersDirectBuffers();

    /** Drops bytes; how many, fewer than asked for only at the end. */
    long skip(long count) throws IOException;

    /** How many bytes are there for certain, without waiting. */
    int available() throws IOException;

    /** Does for the rest what is done for all bytes, looking at none of them. */
    void finish() throws IOException;

    /** Frees what this holds itself; what it reads from stays open. */
    default void close() {}
}
