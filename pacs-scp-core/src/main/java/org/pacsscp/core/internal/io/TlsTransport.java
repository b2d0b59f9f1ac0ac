package org.pacsscp.core.internal.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.BufferPool;

/**
 * TLS over the channel. An {@link SSLEngine} lets one thread unwrap while another wraps, which is how reading and writing
 * are owned; the handshake is the loop's alone, see {@link HandshakeFlights}. Buffers are held only while there are bytes in
 * them; what waits for the rest of its record, or for the channel, in a handshake is kept in as much memory as it takes.
 */
final class TlsTransport implements Transport {
    /** What an engine of the JDK's takes in the middle of a handshake, roughly. */
    private static final int ENGINE_SIZE = 1 << 15;

    private final TlsEngine engine;
    private final SocketChannel channel;
    private final Runnable flushOutput;
    private final CipherBuffer input;
    private final CipherBuffer output;
    private boolean bufferedInput;

    /** What broke TLS behind bytes that were sound, which are given out first. */
    private @Nullable SSLException broken;

    /** {@code flushOutput} calls {@link #flush} with the sending lock, soon or now, whoever runs it. */
    TlsTransport(SSLEngine engine, SocketChannel channel, BufferPool buffers, Runnable flushOutput) {
        this.engine = new TlsEngine(engine);
        this.channel = channel;
        this.flushOutput = flushOutput;
        input = new CipherBuffer(buffers);
        output = new CipherBuffer(buffers);
    }

    @Override
    public Optional<SSLSession> tlsSession() {
        return Optional.of(engine.session());
    }

    TlsEngine engine() {
        return engine;
    }

    /** Returns what came from the channel and was not unwrapped. */
    ByteBuffer received() {
        return input.bytes();
    }

    /** Reads from the channel what is there; returns how much that was, -1 at the end of the stream. */
    int fill() throws IOException {
        return input.fill(channel);
    }

    /** What came together with the end of the handshake is to be read. */
    void handshakeDone() {
        bufferedInput = !input.isEmpty();
    }

    @Override
    public void rest() {
        if (!bufferedInput) {
            input.rest();
        }
    }

    /** As {@link #rest}, for both sides; while no other thread sends. */
    void restInHandshake() {
        rest();
        output.rest();
    }

    /** With an estimate of what the engine takes. */
    @Override
    public int kept() {
        return ENGINE_SIZE + input.kept() + output.kept();
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return (int) read(new ByteBuffer[] {dst});
    }

    @Override
    public long read(ByteBuffer[] dst) throws IOException {
        SSLException fault = broken;
        if (fault != null) {
            bufferedInput = false;
            throw fault;
        }
        long room = room(dst);
        try {
            return unwrap(dst);
        } catch (SSLException e) {
            long taken = room - room(dst);
            if (taken == 0) {
                throw e;
            }
            broken = e;
            bufferedInput = true;
            return taken;
        }
    }

    private static long room(ByteBuffer[] buffers) {
        long room = 0;
        for (ByteBuffer buffer : buffers) {
            room += buffer.remaining();
        }
        return room;
    }

    private long unwrap(ByteBuffer[] dst) throws IOException {
        long total = 0;
        while (true) {
            SSLEngineResult result = engine.unwrap(input.bytes(), dst);
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
                    // The end is for the next read, of which no selector will tell: all its bytes have come.
                    bufferedInput = total > 0;
                    input.release();
                    return total > 0 ? total : -1;
                }
                case BUFFER_UNDERFLOW -> {
                    bufferedInput = false;
                    int count = total > 0 ? 0 : fill();
                    if (count == 0) {
                        input.release();
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
        if (!engine.session().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("the peer wants to renegotiate, which is refused");
        }
        if (status == HandshakeStatus.NEED_TASK) {
            engine.runTasks();
        }
        if (engine.handshakeStatus() == HandshakeStatus.NEED_WRAP) {
            flushOutput.run();
            bufferedInput = true;
            return engine.handshakeStatus() != HandshakeStatus.NEED_WRAP;
        }
        return true;
    }

    /** A whole record. */
    @Override
    public int leastInput() {
        return engine.session().getApplicationBufferSize();
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
        ByteBuffer out = output.append();
        try {
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
        } finally {
            output.appended();
        }
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
        while (engine.handshakeStatus() == HandshakeStatus.NEED_WRAP) {
            SSLEngineResult result = wrapNothing();
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                return true;
            }
            if (result.bytesProduced() == 0) {
                return false;
            }
        }
        return false;
    }

    private SSLEngineResult wrapNothing() throws IOException {
        ByteBuffer out = output.append();
        try {
            return engine.wrapNothing(out);
        } finally {
            output.appended();
        }
    }

    private boolean send() throws IOException {
        if (!output.isEmpty()) {
            channel.write(output.bytes());
        }
        output.release();
        return output.isEmpty();
    }

    @Override
    public void discardInput() {
        bufferedInput = false;
        input.discard();
    }

    @Override
    public void discardOutput() {
        output.discard();
    }

    /** The peer learns that this is the end, not a cut (RFC 8446 section 6.1). */
    @Override
    public void closeOutput() throws IOException {
        engine.closeOutbound();
        flush();
    }
}
