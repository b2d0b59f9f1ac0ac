package org.pacsscp.storage;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Where the bytes of instances are kept, each as a DICOM file (PS3.10 section 7): a {@linkplain DirectoryStore directory}, or what
 * an application puts in its place. It knows nothing of DICOM.
 *
 * <p>A location is a path of one or more names, joined by {@code /}; each name is of printable ASCII characters that every file
 * system takes. Usable by any thread.
 *
 * <pre>{@code
 * try (SeekableByteChannel file = store.open(instance.location())) {
 *     file.position(instance.dataSetOffset());
 *     ...
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface InstanceStore extends AutoCloseable {
    /**
     * Begins to take an instance, which nobody sees yet.
     *
     * @return what takes its bytes; close it in any case
     * @throws IOException if the store cannot be written to
     */
    IncomingInstance begin() throws IOException;

    /**
     * Tells whether there is an instance at a location.
     *
     * @param location where
     * @return whether {@link #open} would find one
     * @throws IOException if that cannot be told
     * @throws IllegalArgumentException if it is no location of a store
     */
    boolean contains(String location) throws IOException;

    /**
     * Opens an instance to read it, from its preamble on. It can be read to its end even if it is deleted or replaced meanwhile.
     *
     * @param location where it is
     * @return its bytes; a store of files gives a {@link java.nio.channels.FileChannel}, from which the system can copy to a socket
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no location of a store
     */
    SeekableByteChannel open(String location) throws IOException;

    /**
     * Deletes an instance; nothing happens if there is none.
     *
     * @param location where it is
     * @throws IOException if it cannot be deleted
     * @throws IllegalArgumentException if it is no location of a store
     */
    void delete(String location) throws IOException;

    /**
     * Returns how much can still be written, also the health of the store: it fails if the store cannot be used.
     *
     * @return bytes; {@link Long#MAX_VALUE} if there is no telling
     * @throws IOException if the store cannot be used
     */
    long usableSpace() throws IOException;

    /**
     * Returns how much the instances take. It may look at each of them, and so take long.
     *
     * @return bytes
     * @throws IOException if that cannot be told
     */
    long occupiedSpace() throws IOException;

    /**
     * Gives the store free. What is incoming is lost.
     *
     * @throws IOException if that fails
     */
    @Override
    void close() throws IOException;
}
