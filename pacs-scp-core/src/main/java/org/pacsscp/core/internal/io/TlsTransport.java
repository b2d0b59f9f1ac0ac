package org.pacsscp.core.internal.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over the channel. An {@link SSLEngine} lets one thread unwrap while another wraps, which is how reading and writing
 * are owned; the handshake is the loop's alone. Buffers are held only while there are bytes in them.
 */
final class TlsTransport implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What the handshake waits for. */
    enum Progress {
        /** Nothing: it is done. */
        DONE,
        /** The channel to be readable. */
        READ,
        /** The channel to be writable. */
        WRITE,
        /** The engine's delegated tasks. */
        TASKS
    }

    private final SSLEngine engine;
    private final SocketChannel channel;
    private final BufferPool buffers;
    private final Runnable flushOutput;
    private @Nullable ByteBuffer cipherIn;
    private @Nullable ByteBuffer cipherOut;
    private boolean bufferedInput;
    private int firstByte = -1;

    /** {@code flushOutput} calls {@link #flush} with the sending lock, soon or now, whoever runs it. */
    TlsTransport(SSLEngine engine, SocketChannel channel, BufferPool buffers, Runnable flushOutput) {
        this.engine = engine;
        this.channel = channel;
        this.buffers = buffers;
        this.flushOutput = flushOutput;
    }

    SSLSession session() {
        return engine.getSession();
    }

    Runnable nextTask() {
        return engine.getDelegatedTask();
    }

    /** Returns the first byte that the peer has sent, 0 to 255; -1 if it has sent none. */
    int firstByte() {
        return firstByte;
    }

    /** Must come before {@link #handshake}: an engine that has not begun looks like one that is done. */
    void beginHandshake() throws SSLException {
        engine.beginHandshake();
    }

    /** Takes the handshake as far as it goes without waiting. */
    Progress handshake() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    return Progress.TASKS;
                }
                case NEED_WRAP -> {
                    if (!flush()) {
                        return Progress.WRITE;
                    }
                    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                        throw new SSLException("it cannot go on");
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!flush()) {
                        return Progress.WRITE;
                    }
                    if (!unwrapHandshake()) {
                        return Progress.READ;
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    if (!flush()) {
                        return Progress.WRITE;
                    }
                    bufferedInput = cipherIn != null && cipherIn.hasRemaining();
                    return Progress.DONE;
                }
            }
        }
    }

    /** Returns {@code false} if more bytes are needed. */
    private boolean unwrapHandshake() throws IOException {
        SSLEngineResult result = engine.unwrap(input(), NOTHING.duplicate());
        return switch (result.getStatus()) {
            case OK, BUFFER_OVERFLOW -> true;
            case CLOSED -> throw new SSLException("the peer sent a closure alert");
            case BUFFER_UNDERFLOW -> {
                int count = fill();
                if (count < 0) {
                    throw new EOFException("the peer closed the connection");
                }
                if (count > 0 && firstByte < 0) {
                    firstByte = input().get(0) & 0xFF;
                }
                yield count > 0;
            }
        };
    }

    private ByteBuffer input() {
        ByteBuffer present = cipherIn;
        if (present == null) {
            present = buffers.take().flip();
            cipherIn = present;
        }
        return present;
    }

    private int fill() throws IOException {
        ByteBuffer in = input();
        in.compact();
        try {
            return channel.read(in);
        } finally {
            in.flip();
        }
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return (int) read(new ByteBuffer[] {dst});
    }

    @Override
    public long read(ByteBuffer[] dst) throws IOException {
        long total = 0;
        while (true) {
            SSLEngineResult result = engine.unwrap(input(), dst);
            total += result.bytesProduced();
            switch (result.getStatus()) {
                case OK -> {
                    if (!afterHandshake(result.getHandshakeStatus())) {
                        return total;
                    }
                }
                case BUFFER_OVERFLOW -> {
                    bufferedInput = true;
                    return total;
                }
                case CLOSED -> {
                    bufferedInput = false;
                    releaseInput();
                    return total > 0 ? total : -1;
                }
                case BUFFER_UNDERFLOW -> {
                    bufferedInput = false;
                    int count = total > 0 ? 0 : fill();
                    if (count == 0) {
                        releaseInput();
                        return total;
                    }
                    if (count < 0) {
                        throw new EOFException("the peer closed the connection without a TLS closure alert");
                    }
                }
            }
        }
    }

    /** TLS 1.3 sends tickets and updates keys; TLS 1.2 would negotiate anew, which is refused. */
    private boolean afterHandshake(HandshakeStatus status) throws SSLException {
        if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
            return true;
        }
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("the peer wants to renegotiate, which is refused");
        }
        if (status == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            flushOutput.run();
            bufferedInput = true;
            return engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
        }
        return true;
    }

    /** A whole record. */
    @Override
    public int leastInput() {
        return engine.getSession().getApplicationBufferSize();
    }

    @Override
    public boolean hasBufferedInput() {
        return bufferedInput;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return (int) write(new ByteBuffer[] {src});
    }

    @Override
    public long write(ByteBuffer[] src) throws IOException {
        long taken = 0;
        while (Transport.hasRemaining(src) && flush()) {
            taken += wrapRecords(src);
        }
        return taken;
    }

    /** Wraps as many records as the buffer holds, so that they go out in one piece. */
    private long wrapRecords(ByteBuffer[] src) throws IOException {
        ByteBuffer out = output();
        long taken = 0;
        while (Transport.hasRemaining(src)) {
            SSLEngineResult result = engine.wrap(src, out);
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new IOException("the TLS connection is closed for output");
            }
            taken += result.bytesConsumed();
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                break;
            }
        }
        return taken;
    }

    private ByteBuffer output() {
        ByteBuffer present = cipherOut;
        if (present == null) {
            present = buffers.take();
            cipherOut = present;
        }
        return present;
    }

    @Override
    public boolean flush() throws IOException {
        boolean more;
        do {
            more = wrapHandshake();
            if (!send()) {
                return false;
            }
        } while (more);
        return true;
    }

    /** Wraps what the engine itself has to say; tells whether the buffer is full before that is done. */
    private boolean wrapHandshake() throws IOException {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            SSLEngineResult result = engine.wrap(NOTHING.duplicate(), output());
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                return true;
            }
            if (result.bytesProduced() == 0) {
                return false;
            }
        }
        return false;
    }

    private boolean send() throws IOException {
        ByteBuffer out = cipherOut;
        if (out == null) {
            return true;
        }
        out.flip();
        try {
            channel.write(out);
        } finally {
            out.compact();
        }
        if (out.position() > 0) {
            return false;
        }
        cipherOut = null;
        buffers.give(out);
        return true;
    }

    private void releaseInput() {
        ByteBuffer in = cipherIn;
        if (in != null && !in.hasRemaining()) {
            cipherIn = null;
            buffers.give(in);
        }
    }

    @Override
    public void discardInput() {
        ByteBuffer in = cipherIn;
        if (in != null) {
            cipherIn = null;
            bufferedInput = false;
            buffers.give(in);
        }
    }

    @Override
    public void discardOutput() {
        ByteBuffer out = cipherOut;
        if (out != null) {
            cipherOut = null;
            buffers.give(out);
        }
    }

    /** The peer learns that this is the end, not a cut (RFC 8446 section 6.1). */
    @Override
    public void closeOutput() throws IOException {
        engine.closeOutbound();
        flush();
    }
}
