package org.pacsscp.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

/** A data set that lies in a buffer, of which it has a view of its own. */
final class BufferRegion implements DataSetWriter {
    private final ByteBuffer bytes;

    BufferRegion(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (out instanceof RestReceiver receiver) {
            receiver.transferRest(bytes.duplicate());
        } else {
            Channels.newChannel(out).write(bytes.duplicate());
        }
    }
}
