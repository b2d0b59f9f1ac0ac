package org.pacsscp.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The same request again and again, each after the response to the one before. */
final class Exchange extends Measured {
    private final Loop loop;
    private final ByteBuffer message;

    Exchange(Loop loop, ByteBuffer message) {
        this.loop = loop;
        this.message = message;
    }

    void begin(Association association) throws IOException {
        association.request(message.duplicate(), System.nanoTime());
    }

    @Override
    public void answered(Association association) throws IOException {
        long now = System.nanoTime();
        record(now - association.startedAt());
        if (ended()) {
            loop.done();
        } else {
            association.repeat(now);
        }
    }
}
