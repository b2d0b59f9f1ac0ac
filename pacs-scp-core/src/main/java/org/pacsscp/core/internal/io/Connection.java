package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final IoLoop loop;
    private final SocketChannel channel;
    private final InetSocketAddress remoteAddress;
    private final InetSocketAddress localAddress;
    private final Output output;
    private final AtomicLong bytesReceived = new AtomicLong();
    private @Nullable SelectionKey key;
    private @Nullable ConnectionHandler handler;
    private @Nullable LentInput lent;
    private @Nullable Intake intake;
    private @Nullable ProxyPrelude prelude;
    private @Nullable ProxyHeader proxyHeader;
    private @Nullable TlsHandshake handshake;
    private @Nullable TlsTransport tls;
    private Transport transport;
    private ByteBuffer leftInput = NOTHING;
    private boolean readingPaused;
    private boolean closeWhenFlushed;
    private volatile boolean closed;

    Connection(IoLoop loop, SocketChannel channel, long writeTimeoutNanos) throws IOException {
        this.loop = loop;
        this.channel = channel;
        remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
        localAddress = (InetSocketAddress) channel.getLocalAddress();
        transport = new PlainTransport(channel);
        output = new Output(this, transport, writeTimeoutNanos);
    }

    void open(SelectionKey registered, Intake newIntake) {
        key = registered;
        intake = newIntake;
        guarded(() -> {
            if (newIntake.proxies().test(remoteAddress.getAddress())) {
                prelude = new ProxyPrelude(this, channel, newIntake.proxyTimeoutNanos());
            } else {
                admit(newIntake);
            }
        });
    }

    /** Where the peer connects from is known. */
    private void admit(Intake newIntake) {
        ConnectionHandler made = newIntake.handlers().apply(this);
        handler = made;
        guarded(made::connected);
        if (newIntake.tls().isPresent() && !isClosing()) {
            guarded(() -> beginTls(newIntake.tls().get()));
        }
    }

    private void readPrelude(ProxyPrelude present, Intake newIntake) {
        Optional<ProxyHeader> complete = present.advance();
        if (complete.isPresent()) {
            prelude = null;
            proxyHeader = complete.get();
            admit(newIntake);
        }
    }

    private void beginTls(TlsIntake tlsIntake) {
        TlsTransport begun = new TlsTransport(
                tlsIntake.engines().apply(remoteAddress()), channel, loop.buffers(), output::flushTransport);
        handshake = new TlsHandshake(this, begun, tlsIntake);
        handshake.begin();
    }

    /** The TLS handshake is done. */
    void secured(TlsTransport established) {
        handshake = null;
        tls = established;
        transport = established;
        output.secure(established);
        updateInterest();
        read();
    }

    /** The TLS handshake has failed: the peer is told by an alert, if the engine has one. */
    void handshakeFailed(TlsTransport failed, IOException cause) {
        try {
            failed.flush();
        } catch (IOException e) {
            log.debug("no alert to {}: {}", remoteAddress, e.getMessage());
        }
        fail(new IOException("TLS handshake failed: " + cause.getMessage(), cause));
    }

    /** Returns the TLS session; empty without TLS. */
    public Optional<SSLSession> tlsSession() {
        return Optional.ofNullable(tls).map(TlsTransport::session);
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

    /** Returns where the peer connects from, behind a trusted proxy too. */
    public InetSocketAddress remoteAddress() {
        ProxyHeader header = proxyHeader;
        return header == null ? remoteAddress : header.source().orElse(remoteAddress);
    }

    /** Returns which address it connected to, of ours or of a trusted proxy's. */
    public InetSocketAddress localAddress() {
        ProxyHeader header = proxyHeader;
        return header == null ? localAddress : header.destination().orElse(localAddress);
    }

    /** Returns what a trusted proxy has said of the peer; empty without one. */
    public Optional<ProxyHeader> proxyHeader() {
        return Optional.ofNullable(proxyHeader);
    }

    /** Returns the other end of the TCP connection: the peer or a proxy. */
    public InetSocketAddress transportAddress() {
        return remoteAddress;
    }

    /** Returns the bytes that came; any thread. */
    public long bytesReceived() {
        return bytesReceived.get();
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
        if (!output.isPending()) {
            close();
        }
    }

    /** Closes the connection now. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        leftInput = NOTHING;
        loop.forget(this);
        if (prelude != null) {
            prelude.end();
        }
        if (handshake != null) {
            handshake.end();
        }
        output.close();
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing the connection of {} failed: {}", remoteAddress, e.getMessage());
        }
        endLoan();
        ConnectionHandler toTell = handler;
        if (toTell != null) {
            guarded(toTell::closed);
        }
    }

    private void endLoan() {
        LentInput loan = lent;
        if (loan == null) {
            return;
        }
        if (loan.takeBack(0)) {
            lent = null;
            loan.release();
        } else {
            loan.abandon();
        }
    }

    /** Lends the receiving side to a worker, with what of {@code in} was not used; to be called by the handler. */
    public LentInput lend(ByteBuffer in) {
        LentInput loan = new LentInput(this, in);
        lent = loan;
        updateInterest();
        return loan;
    }

    /** The loop has the receiving side again, after {@link LentInput#takeBack} or {@link LentInput#giveBack}. */
    public void returned(LentInput loan) {
        ByteBuffer left = loan.release();
        lent = null;
        if (!closed) {
            leftInput = left;
            guarded(this::offerLeftInput);
        }
    }

    /** A loan that no worker has come to use; what was read is still in the handler's buffer. */
    public void endUnusedLoan(LentInput loan) {
        loan.giveBack();
        loan.release();
        lent = null;
        updateInterest();
    }

    /** Nothing is read, and what is left is not offered again, until {@link #resumeReading()}. */
    public void pauseReading() {
        readingPaused = true;
        updateInterest();
    }

    /** Offers what is left, and reads on. */
    public void resumeReading() {
        readingPaused = false;
        if (!closed && lent == null) {
            guarded(this::offerLeftInput);
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (prelude != null && intake != null) {
                readPrelude(prelude, intake);
                return;
            }
            if (handshake != null) {
                handshake.advance();
                return;
            }
            if (ready.isWritable()) {
                flush();
            }
            if (!closed && ready.isReadable()) {
                read();
            }
        } catch (RuntimeException | Error e) {
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

    private void read() {
        ByteBuffer in = loop.readBuffer();
        int count;
        try {
            count = transport.read(in);
        } catch (IOException e) {
            fail(e);
            return;
        }
        if (count < 0) {
            streamEnded();
            return;
        }
        received(count);
        if (count > 0) {
            offer(in.flip());
        }
        if (transport.hasBufferedInput() && lent == null) {
            execute(this::readBuffered);
        }
    }

    /** The transport has input that no selector knows of. */
    private void readBuffered() {
        if (!closed && mayRead() && !output.isPending() && transport.hasBufferedInput()) {
            read();
        }
    }

    /** The peer will send no more; called by the loop when a worker has found that out. */
    public void streamEnded() {
        guarded(() -> handler().endOfStream());
        closeWhenFlushed();
    }

    int readLent(ByteBuffer in) throws IOException {
        int count = transport.read(in);
        received(count);
        return count;
    }

    long readLent(ByteBuffer[] in) throws IOException {
        long count = transport.read(in);
        received(count);
        return count;
    }

    /** Counted by whoever has the receiving side. */
    private void received(long count) {
        if (count > 0) {
            bytesReceived.lazySet(bytesReceived.get() + count);
        }
    }

    boolean hasBufferedInput() {
        return transport.hasBufferedInput();
    }

    int leastInput() {
        return transport.leastInput();
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
        if (closeWhenFlushed) {
            close();
            return;
        }
        if (lent == null && !readingPaused) {
            offerLeftInput();
        } else {
            updateInterest();
        }
    }

    private void offerLeftInput() {
        ByteBuffer in = leftInput;
        leftInput = NOTHING;
        offer(in);
        updateInterest();
        if (transport.hasBufferedInput()) {
            execute(this::readBuffered);
        }
    }

    private void offer(ByteBuffer in) {
        handler().received(in);
        if (in.hasRemaining() && !closed) {
            leftInput = ByteBuffer.allocate(in.remaining()).put(in).flip();
            updateInterest();
        }
    }

    /** Reading waits while output does: a peer that does not read cannot make us queue answers. */
    void updateInterest() {
        if (handshake == null) {
            interest(output.isPending() ? SelectionKey.OP_WRITE : mayRead() ? SelectionKey.OP_READ : 0);
        }
    }

    /** What the handler has left of earlier bytes comes before any that may be read. */
    private boolean mayRead() {
        return lent == null && !readingPaused && !leftInput.hasRemaining();
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
            throw new IllegalStateException("connection of " + remoteAddress + " has no handler yet");
        }
        return present;
    }

    void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failInternally(e);
        }
    }

    /** A fault of ours costs this connection, never the loop and its other connections. */
    public void failInternally(Throwable fault) {
        log.error("internal error on the connection of {}; it is closed", remoteAddress, fault);
        ConnectionHandler toTell = handler;
        if (toTell != null && !closed) {
            try {
                toTell.terminated("internal error: " + fault);
            } catch (RuntimeException | Error again) {
                log.error("internal error while the connection of {} was closed", remoteAddress, again);
            }
        }
        close();
    }
}
