package org.pacsscp.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * An instance that is being written, invisible until {@link #commit} puts it where it belongs, whole.
 *
 * <p>Owned by one thread.
 *
 * @since 0.1.0
 */
public interface IncomingInstance extends WritableByteChannel {
    /**
     * Writes all the bytes that are left in a buffer.
     *
     * @param bytes the next bytes of the file; direct ones cost no copy
     * @return how many
     * @throws IOException if they cannot be written
     */
    @Override
    int write(ByteBuffer bytes) throws IOException;

    /**
     * Opens what was written so far, to compare it with an instance that is there.
     *
     * @return its bytes, from the first one on
     * @throws IOException if it cannot be read back
     */
    SeekableByteChannel read() throws IOException;

    /**
     * Is told that all bytes are written, before it is known whether and where the instance is kept. What takes its time, such as
     * bringing the file to the disk, can be done now, while the caller waits for something else, too; {@link #commit} does what is
     * left. It may be called not at all, and more than once.
     *
     * @throws IOException if the file cannot be kept
     */
    default void complete() throws IOException {}

    /**
     * Ends the file and gives it its place in one step: whoever looks finds the whole instance or, until then, what was there
     * before. When this returns the instance is as safe as the store makes it, such as on the disk.
     *
     * @param location where it goes
     * @param replace whether it may take the place of one that is there
     * @throws java.nio.file.FileAlreadyExistsException if there is one, and it may not; another location can be tried
     * @throws IOException if it cannot be kept; the location then holds what it held before
     * @throws IllegalArgumentException if it is no location of a store
     */
    void commit(String location, boolean replace) throws IOException;

    /**
     * Abandons what was not committed, and leaves nothing of it. Does nothing after {@link #commit}, or the second time.
     *
     * @throws IOException if something is left; the store removes it when it is opened the next time
     */
    @Override
    void close() throws IOException;
}
