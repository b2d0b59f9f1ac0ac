package org.pacsscp.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32C;
import org.pacsscp.api.DataSetStream;

/**
 * The way of a data set into its file, through one buffer. Who reads this channel sees the bytes on their way; whether he does or
 * not, {@link #finish()} takes the rest.
 *
 * <p>Owned by the thread that receives.
 */
final class Intake implements ReadableByteChannel {
    private final DataSetStream dataSet;
    private final ByteBuffer chunk;
    private final IncomingInstance file;
    private final SpaceGuard.Share space;
    private final boolean addsUp;
    private final CRC32C crc = new CRC32C();

    /** Where in the chunk the data set begins: at first behind file meta information. */
    private int beginning;

    /** How much of the chunk was seen by who reads this. */
    private int seen;

    private long length;
    private boolean more = true;

    Intake(DataSetStream dataSet, ByteBuffer chunk, IncomingInstance file, SpaceGuard.Share space, boolean addsUp) {
        this.dataSet = dataSet;
        this.chunk = chunk;
        this.file = file;
        this.space = space;
        this.addsUp = addsUp;
        beginning = chunk.position();
        seen = beginning;
    }

    /** Looks at the first bytes, before any is written. */
    void begin() throws IOException {
        fill();
        Beginning.check(chunk.duplicate().flip().position(beginning), dataSet.transferSyntax());
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (seen == chunk.position()) {
            if (!more) {
                return -1;
            }
            flush();
            fill();
            if (seen == chunk.position()) {
                return -1;
            }
        }
        int count = Math.min(to.remaining(), chunk.position() - seen);
        to.put(chunk.duplicate().limit(seen + count).position(seen));
        seen += count;
        return count;
    }

    /** Writes what has not been written, up to the end of the data set. */
    void finish() throws IOException {
        flush();
        while (more) {
            fill();
            flush();
        }
    }

    /** Of the file, as far as it is written. */
    long length() {
        return length;
    }

    /** Of the data set, as far as it is written; 0 if nobody asks for it. */
    int crc32c() {
        return (int) crc.getValue();
    }

    /** Reads as much as fits. */
    private void fill() throws IOException {
        // What is left may be too short for the next fragment, and costs a call of its own.
        while (more && chunk.remaining() >= ChunkPool.CHUNK_LENGTH / 4) {
            more = dataSet.read(chunk) >= 0;
        }
    }

    private void flush() throws IOException {
        chunk.flip();
        space.take(chunk.limit());
        length += chunk.limit();
        if (addsUp) {
            crc.update(chunk.duplicate().position(beginning));
        }
        while (chunk.hasRemaining()) {
            file.write(chunk);
        }
        chunk.clear();
        beginning = 0;
        seen = 0;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /** Leaves the data set as it is: it is the engine's. */
    @Override
    public void close() {}
}
