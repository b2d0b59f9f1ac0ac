package org.pacsscp.examples.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.pacsscp.api.DataSetStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every instance to its end and keeps nothing, to measure how fast instances arrive. What is no data set is refused all the
 * same.
 */
final class DiscardingSink implements InstanceSink {
    private static final Logger log = LoggerFactory.getLogger(DiscardingSink.class);

    private final ChunkPool chunks;

    DiscardingSink(ChunkPool chunks) {
        this.chunks = chunks;
        log.warn("instances are answered with success but NOT stored (--discard): use this only to measure");
    }

    @Override
    public void store(Instance instance, DataSetStream dataSet) throws IOException {
        ByteBuffer chunk = chunks.take();
        try {
            boolean more = true;
            while (more && chunk.position() < Beginning.LENGTH) {
                more = dataSet.read(chunk) >= 0;
            }
            Beginning.check(chunk.flip(), dataSet.transferSyntax());
        } finally {
            chunks.give(chunk);
        }
        chunks.drain(dataSet);
    }

    @Override
    public void close() {}
}
