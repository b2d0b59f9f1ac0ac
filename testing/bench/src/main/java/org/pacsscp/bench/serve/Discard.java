package org.pacsscp.bench.serve;

import java.nio.ByteBuffer;
import org.pacsscp.api.Uid;

/** Takes a data set and forgets it. */
record Discard(Uid instance) implements Sink {
    @Override
    public void take(ByteBuffer chunk) {
        chunk.position(chunk.limit());
    }

    @Override
    public void finish() {}
}
