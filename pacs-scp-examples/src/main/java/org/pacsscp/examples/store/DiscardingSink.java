package org.pacsscp.examples.store;

import java.io.IOException;
import org.pacsscp.api.DataSetStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every instance to its end and keeps nothing, to measure how fast instances arrive. */
final class DiscardingSink implements InstanceSink {
    private static final Logger log = LoggerFactory.getLogger(DiscardingSink.class);

    private final ChunkPool chunks;

    DiscardingSink(ChunkPool chunks) {
        this.chunks = chunks;
        log.warn("instances are answered with success but NOT stored (--discard): use this only to measure");
    }

    @Override
    public void store(FileMetaInformation meta, DataSetStream dataSet) throws IOException {
        chunks.drain(dataSet);
    }

    @Override
    public void close() {}
}
