package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.pacsscp.api.Uid;

/**
 * A data set in an open file of the store, which can be read as often as needed, one time after the other. Belongs to one thread.
 *
 * @since 0.1.0
 */
public final class StoredDataSet {
    private final Uid transferSyntax;
    private final SeekableByteChannel file;
    private final long position;

    StoredDataSet(Uid transferSyntax, SeekableByteChannel file, long position) {
        this.transferSyntax = transferSyntax;
        this.file = file;
        this.position = position;
    }

    /**
     * Returns how it is encoded.
     *
     * @return the transfer syntax
     */
    public Uid transferSyntax() {
        return transferSyntax;
    }

    /**
     * Reads it from its first element on. A stream that was opened before must no longer be used.
     *
     * @return a stream without a buffer, which need not be closed
     * @throws IOException if the file cannot be read
     */
    public InputStream open() throws IOException {
        return Channels.newInputStream(file.position(position));
    }
}
