package org.pacsscp.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;

/** An instance that comes once. Belongs to one thread after the other. */
final class StreamInstance extends InstanceSource {
    private final String name;
    private final InputStream in;
    private final ByteArrayOutputStream readAhead = new ByteArrayOutputStream();
    private boolean headRead;
    private boolean sent;

    StreamInstance(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    InstanceHead head() throws IOException {
        if (headRead) {
            throw new IOException("a stream can be stored once, and was given twice");
        }
        headRead = true;
        return InstanceHead.read(new Remembering());
    }

    @Override
    DataSetWriter in(InstanceHead head, Uid transferSyntax) {
        return out -> {
            if (sent) {
                throw new IOException("a stream can be sent once, and was");
            }
            sent = true;
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(readAhead.toByteArray()), in);
            readAhead.reset();
            whole.skipNBytes(head.dataSetAt());
            Recoding.copy(whole, head.transferSyntax(), out, transferSyntax);
        };
    }

    @Override
    boolean isRepeatable() {
        return false;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Keeps what was read for the head, and ahead of its end, since it must be sent, too. */
    private final class Remembering extends InputStream {
        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) {
                readAhead.write(b);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                readAhead.write(bytes, offset, count);
            }
            return count;
        }
    }
}
