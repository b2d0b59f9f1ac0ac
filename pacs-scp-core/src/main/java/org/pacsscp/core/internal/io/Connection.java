package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A peer's connection. Its receiving side is owned by its loop's thread, which reads into the loop's buffer, unless it is
 * {@linkplain #lend lent} to a worker. Any thread may send, see {@link Output}. Everything else is the loop's; the
 * counters may be read by any thread.
 *
 * <p>An idle connection holds no buffer.
 */
public final class Connection implements ReadyHandler {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final IoLoop loop;
    private final SocketChannel channel;
    private final Arrival arrival;
    private final Input input;
    private final Output output;
    private @Nullable SelectionKey key;
    private @Nullable ConnectionHandler handler;

    /** The arrival has no say any more, so that what is ready need not look at it. */
    private boolean arrived;

    private boolean closeWhenFlushed;
    private volatile boolean closed;

    Connection(IoLoop loop, SocketChannel channel, Intake intake) throws IOException {
        this.loop = loop;
        this.channel = channel;
        arrival = new Arrival(this, channel, intake);
        Transport transport = new PlainTransport(channel);
        input = new Input(this, transport);
        output = new Output(this, transport, intake.writeTimeoutNanos());
    }

    void open(SelectionKey registered) {
        key = registered;
        guarded(arrival::begin);
    }

    /** Where the peer connects from is known: from now on there is a handler. */
    void admit(Function<Connection, ConnectionHandler> handlers) {
        ConnectionHandler made = handlers.apply(this);
        handler = made;
        guarded(made::connected);
    }

    /** From now on bytes go through TLS. */
    void secured(TlsTransport tls) {
        input.secure(tls);
        output.secure(tls);
        updateInterest();
        input.readAndOffer();
    }

    /** Sends what the transport itself has to say; whoever reads. */
    void flushTransport() {
        output.flushTransport();
    }

    /** Returns the TLS session; empty without TLS. */
    public Optional<SSLSession> tlsSession() {
        return arrival.tlsSession();
    }

    /** Returns the loop that owns this connection. */
    public IoLoop loop() {
        return loop;
    }

    /** Runs a step on the loop's thread, soon; any thread. A fault of it costs this connection, never the loop. */
    public void execute(Runnable step) {
        loop.execute(() -> guarded(step));
    }

    /** Makes a deadline, not yet set. A fault of what it does costs this connection, never the loop. */
    public Deadline deadline(Runnable whenPassed) {
        return loop.deadline(() -> guarded(whenPassed));
    }

    /** Makes a deadline that this connection may never set. */
    public RareDeadline rareDeadline(Runnable whenPassed) {
        return new RareDeadline(this, whenPassed);
    }

    /** Returns where the peer connects from, behind a trusted proxy too. */
    public InetSocketAddress remoteAddress() {
        return arrival.remoteAddress();
    }

    /** Returns which address it connected to, of ours or of a trusted proxy's. */
    public InetSocketAddress localAddress() {
        return arrival.localAddress();
    }

    /** Returns what a trusted proxy has said of the peer; empty without one. */
    public Optional<ProxyHeader> proxyHeader() {
        return arrival.proxyHeader();
    }

    /** Returns the other end of the TCP connection: the peer or a proxy. */
    public InetSocketAddress transportAddress() {
        return arrival.transportAddress();
    }

    /** Returns the bytes that came; any thread. */
    public long bytesReceived() {
        return input.bytesReceived();
    }

    /** Returns the bytes that the socket took; any thread. */
    public long bytesSent() {
        return output.bytesSent();
    }

    /** Tells whether some output of the loop's waits for the peer to read. */
    public boolean hasPendingOutput() {
        return output.isPending();
    }

    /** Tells whether the connection is closed, or will be when its output is flushed. */
    public boolean isClosing() {
        return closed || closeWhenFlushed;
    }

    boolean isClosed() {
        return closed;
    }

    /** Sends bytes from the loop's thread; {@code out} may be used again when this returns. It never waits. */
    public void write(ByteBuffer out) {
        if (isClosing()) {
            return;
        }
        try {
            output.write(out);
        } catch (IOException e) {
            fail(e);
        }
        updateInterest();
    }

    /**
     * Sends the bytes of one PDU from another thread than the loop's, and waits until the socket has taken them.
     *
     * @throws IOException if the connection broke or is closed, workers' output has {@linkplain #endWorkersOutput ended},
     *     or the write deadline passed
     */
    public void writeAndWait(ByteBuffer... out) throws IOException {
        output.writeAndWait(out);
    }

    /** From now on only the loop may send; what a worker is sending is finished first. */
    public void endWorkersOutput() {
        output.endWorkersOutput();
    }

    /** Closes the connection once its output is flushed, or the write deadline passes. */
    public void closeWhenFlushed() {
        closeWhenFlushed = true;
        if (!output.hasUnsent()) {
            close();
        }
    }

    /** Closes the connection now. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        loop.forget(this);
        arrival.end();
        output.close();
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing the connection of {} failed: {}", remoteAddress(), e.getMessage());
        }
        input.close();
        ConnectionHandler toTell = handler;
        if (toTell != null) {
            guarded(toTell::closed);
        }
    }

    /** Lends the receiving side to a worker, with what of {@code in} was not used; to be called by the handler. */
    public LentInput lend(ByteBuffer in) {
        return input.lend(in);
    }

    /** The loop has the receiving side again, after {@link LentInput#takeBack} or {@link LentInput#giveBack}. */
    public void returned(LentInput loan) {
        guarded(() -> input.returned(loan));
    }

    /** A loan that no worker has come to use; what was read is still in the handler's buffer. */
    public void endUnusedLoan(LentInput loan) {
        input.endUnusedLoan(loan);
    }

    /** Nothing is read, and what is left is not offered again, until {@link #resumeReading()}. */
    public void pauseReading() {
        input.pause();
    }

    /** Offers what is left, and reads on. */
    public void resumeReading() {
        guarded(input::resume);
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (!arrived && arrival.ready()) {
                return;
            }
            arrived = true;
            if (ready.isWritable()) {
                flush();
            }
            if (!closed && ready.isReadable()) {
                input.read();
            }
        } catch (Throwable e) {
            failInternally(e);
        }
    }

    @Override
    public void terminate() {
        ConnectionHandler toTell = handler;
        if (toTell != null && !closed) {
            guarded(() -> toTell.terminated("the server stopped"));
        }
        close();
    }

    /** The peer will send no more; called by the loop when a worker has found that out. */
    public void streamEnded() {
        guarded(() -> handler().endOfStream());
        closeWhenFlushed();
    }

    /** Lets a worker's selector wait for the channel too. */
    void registerLent(Selector selector, int interest) throws IOException {
        channel.register(selector, interest);
    }

    private void flush() {
        try {
            if (!output.flush()) {
                return;
            }
        } catch (IOException e) {
            fail(e);
            return;
        }
        flushed();
    }

    /** All output of the loop's is flushed: what has waited for that goes on. */
    void flushed() {
        if (closeWhenFlushed) {
            close();
        } else {
            input.goOn();
        }
    }

    void offer(ByteBuffer in) {
        handler().received(in);
    }

    /** Reading waits while output does: a peer that does not read cannot make us queue answers. */
    void updateInterest() {
        if (arrived || !arrival.isHandshaking()) {
            interest(output.isPending() ? SelectionKey.OP_WRITE : input.isWanted() ? SelectionKey.OP_READ : 0);
        }
    }

    void interest(int operations) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid() && registered.interestOps() != operations) {
            registered.interestOps(operations);
        }
    }

    void writeDeadlinePassed() {
        if (!closed) {
            guarded(() -> handler().writeTimedOut());
            close();
        }
    }

    /** The network broke the connection; called by the loop, also when a worker has found that out. */
    public void fail(IOException cause) {
        if (!closed) {
            guarded(() -> handler().failed(cause));
            close();
        }
    }

    private ConnectionHandler handler() {
        ConnectionHandler present = handler;
        if (present == null) {
            throw new IllegalStateException("connection of " + remoteAddress() + " has no handler yet");
        }
        return present;
    }

    void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            failInternally(e);
        }
    }

    /** A fault of ours costs this connection, never the loop and its other connections. */
    public void failInternally(Throwable fault) {
        log.error("internal error on the connection of {}; it is closed", remoteAddress(), fault);
        ConnectionHandler toTell = handler;
        if (toTell != null && !closed) {
            try {
                toTell.terminated("internal error: " + fault);
            } catch (Throwable again) {
                log.error("internal error while the connection of {} was closed", remoteAddress(), again);
            }
        }
        close();
    }
}
