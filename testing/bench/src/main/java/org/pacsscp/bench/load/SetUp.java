package org.pacsscp.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An association for each echo: connect, associate, echo, release, close. */
final class SetUp extends Measured {
    private final Loop loop;
    private final ByteBuffer echo;

    SetUp(Loop loop, ByteBuffer echo) {
        this.loop = loop;
        this.echo = echo;
    }

    @Override
    public void associated(Association association) throws IOException {
        association.request(echo.duplicate(), association.startedAt());
    }

    @Override
    public void answered(Association association) throws IOException {
        association.release();
    }

    @Override
    public void released(Association association) {
        record(System.nanoTime() - association.startedAt());
        loop.done();
        if (!ended()) {
            loop.connect();
        }
    }
}
