package org.pacsscp.testkit.pacs;

import java.io.IOException;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Connection;

/** What {@link Outgoing} sends on: the connection of a requestor under test, or one to the destination of a C-MOVE. */
interface Line {
    void send(byte[] bytes, int offset, int length) throws IOException;

    void reset() throws IOException;

    static Line of(Connection connection) {
        return new Line() {
            @Override
            public void send(byte[] bytes, int offset, int length) throws IOException {
                connection.send(bytes, offset, length);
            }

            @Override
            public void reset() throws IOException {
                connection.reset();
            }
        };
    }

    static Line of(Requestor requestor) {
        return new Line() {
            @Override
            public void send(byte[] bytes, int offset, int length) throws IOException {
                requestor.send(bytes, offset, length);
            }

            @Override
            public void reset() throws IOException {
                requestor.reset();
            }
        };
    }
}
