package org.pacsscp.testkit.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.pacsscp.testkit.wire.Connection;

/** Cuts what is sent as a {@link Segmentation} wants it. Used by one thread. */
final class ScriptedOutput {
    private final Connection connection;
    private final Segmentation segmentation;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();

    ScriptedOutput(Connection connection, Segmentation segmentation) {
        this.connection = connection;
        this.segmentation = segmentation;
    }

    /** Sends what is cut as it is written, or cuts it otherwise. */
    void send(List<byte[]> segments) throws IOException {
        for (byte[] segment : segments) {
            switch (segmentation) {
                case AS_WRITTEN -> connection.send(segment);
                case BYTE_BY_BYTE -> sendByteByByte(segment);
                case ALL_AT_ONCE -> unsent.writeBytes(segment);
            }
        }
    }

    private void sendByteByByte(byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            connection.send(bytes, i, 1);
        }
    }

    /** Sends a part of some bytes in one segment, after what waits. */
    void sendWhole(byte[] bytes, int offset, int length) throws IOException {
        flush();
        connection.send(bytes, offset, length);
    }

    /** Sends what waits to be sent all at once. */
    void flush() throws IOException {
        if (unsent.size() > 0) {
            connection.send(unsent.toByteArray());
            unsent.reset();
        }
    }
}
