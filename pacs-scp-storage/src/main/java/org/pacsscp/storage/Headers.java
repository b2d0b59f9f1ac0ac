package org.pacsscp.storage;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetReader;
import org.pacsscp.dataset.HeldBytes;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;

/**
 * Reads what stands before the pixel data. What cannot be followed, or is too great, ends the header and not the instance: whether a
 * data set is a good one is not for a store to say.
 */
final class Headers {
    private static final long LONGEST_VALUE = 64 << 10;

    /** Functional groups of thousands of frames fit. */
    private static final long MOST_HELD = 16 << 20;

    /** Group 7FE0H: pixel data of any kind, and the tables of its offsets (PS3.3 section C.7.6.3). */
    private static final int PIXEL_DATA_GROUP = Tag.PIXEL_DATA & 0xFFFF0000;

    private Headers() {}

    /** Reads one that comes from a peer; its memory counts as the engine's limits have it. */
    static DataSet read(ReadableByteChannel bytes, DataSetStream dataSet) throws IOException {
        return read(bytes, dataSet.transferSyntax(), count -> {
            try {
                dataSet.hold(count);
            } catch (DataSetException e) {
                throw new StorageException(StorageException.Reason.NO_MEMORY, e);
            }
        });
    }

    /** Reads one from a file, from the first byte of its data set. */
    static DataSet read(ReadableByteChannel bytes, Uid transferSyntax) throws IOException {
        return read(bytes, transferSyntax, count -> {});
    }

    private static DataSet read(ReadableByteChannel bytes, Uid transferSyntax, HeldBytes account) throws IOException {
        ReadOptions options = ReadOptions.builder()
                .stopBefore(PIXEL_DATA_GROUP)
                .skipValuesAbove(LONGEST_VALUE)
                .maxBytesHeld(MOST_HELD)
                .heldBytes(account)
                .keepWhatCame()
                .build();
        try (DataSetReader reader = DataSetReader.of(bytes, transferSyntax, options)) {
            return reader.rest();
        }
    }
}
