package org.pacsscp.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A socket that holds back what is written until something is read, or its output is shut down: then all of it goes out in one
 * call, and so in as few segments as can be. TLS over it sends the end of its handshake together with what comes after that.
 * Used by one thread.
 */
final class HoldingSocket extends Socket {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                letGo();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                letGo();
                return super.read(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return held;
    }

    @Override
    public void shutdownOutput() throws IOException {
        letGo();
        super.shutdownOutput();
    }

    private void letGo() throws IOException {
        if (held.size() > 0) {
            byte[] bytes = held.toByteArray();
            held.reset();
            super.getOutputStream().write(bytes);
        }
    }
}
