package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.io.loop.Quietly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection with a peer, whichever side has made it. Its receiving side is owned by its loop's thread, which reads into the
 * loop's buffer, unless it is {@linkplain #lend lent} to a worker. Any thread may send, see {@link Output}. Everything else is
 * the loop's; the counters may be read by any thread.
 *
 * <p>An idle connection holds no buffer.
 */
public final class Connection extends ConnectionLife {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final Input input;
    private final Output output;
    private final Occupancy occupancy;

    /** Until it is done, or the connection is closed. */
    private @Nullable Establishment establishment;

    /** {@code waitingRoom} has a place for a connection that came; one that we make takes room from nobody. */
    Connection(
            IoLoop loop,
            LoopUser user,
            ConnectionChannel channel,
            Addresses addresses,
            @Nullable WaitingRoom waitingRoom,
            long writeTimeoutNanos) {
        super(loop, user, channel, addresses);
        input = new Input(this, channel);
        output = new Output(this, channel, writeTimeoutNanos);
        occupancy = new Occupancy(this, waitingRoom);
    }

    /** Tells whether a thread that waits does what the loop would; the loop's. */
    public boolean isAttended() {
        return channel().isAttended();
    }

    /** Registers the channel with the loop, and begins. */
    void begin(Establishment how, int interest) throws IOException {
        channel().registered(loop().register(channel().socket(), interest, this));
        establishment = how;
        guarded(how::begin);
    }

    /** From now on there is a handler. */
    void beginHandling(Function<Connection, ConnectionHandler> handlers) {
        handler(handlers.apply(this));
    }

    /** The handler may begin. */
    void connected() {
        guarded(requireHandler()::connected);
    }

    /** From now on what comes is the handler's. */
    void established() {
        establishment = null;
        updateInterest();
    }

    /** As {@link #established()}, and bytes go through TLS. */
    void established(TlsTransport tls) {
        input.secure(tls);
        output.secure(tls);
        established();
    }

    Input input() {
        return input;
    }

    Output output() {
        return output;
    }

    Occupancy occupancy() {
        return occupancy;
    }

    /** Nobody serves this connection yet, or any more: it counts among those that take room from others. */
    public void awaitService() {
        occupancy.begin();
    }

    /** The connection is served: what it holds is no longer counted. */
    public void served() {
        occupancy.end();
    }

    @Override
    protected boolean isUnserved() {
        return occupancy.isAny();
    }

    /**
     * Says, before it is allocated, how much memory the handler will hold for this connection while it is not served.
     *
     * @return {@code false} if there is none, and the connection is closed
     */
    public boolean hold(long bytes) {
        return occupancy.holdForHandler(bytes);
    }

    @Override
    boolean holdForTransport(long bytes) {
        return occupancy.holdForTransport(bytes);
    }

    @Override
    void tellShed(String why) {
        ConnectionHandler handler = handler();
        if (handler != null) {
            handler.shed(why);
        } else if (establishment != null) {
            establishment.shed(why);
        }
    }

    /** Returns the TLS session; empty without TLS. Any thread, once the handler is {@linkplain ConnectionHandler#connected told}. */
    public Optional<SSLSession> tlsSession() {
        return output.tlsSession();
    }

    /** Returns the bytes that came; any thread. */
    public long bytesReceived() {
        return input.bytesReceived();
    }

    /** Returns the bytes that the socket took; any thread. */
    public long bytesSent() {
        return output.bytesSent();
    }

    @Override
    public boolean hasPendingOutput() {
        return output.isPending();
    }

    /** Tells whether the socket does not have all yet that was {@linkplain #write written}; the loop's thread. */
    public boolean hasUnsent() {
        return output.hasUnsent() || output.isCutShort();
    }

    /** Lets the handler be told when the socket has all that was written so far; the loop's thread. */
    public void tellWhenHandedOver() {
        output.tellWhenHandedOver();
    }

    /** Gives the socket now what was to be sent at the end of the batch; what it does not take stays queued. */
    public void handOver() {
        if (!isClosed()) {
            output.handOver();
        }
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
     * Sends whole PDUs from another thread than the loop's, and waits until the socket has taken them.
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

    /** Lends the receiving side to a worker, with what of {@code in} was not used; to be called by the handler. */
    public LentInput lend(ByteBuffer in) {
        return input.lend(in);
    }

    /** The loop has the receiving side again, after {@link LentInput#takeBack} or {@link LentInput#giveBack}. */
    public void returned(LentInput loan) {
        guarded(() -> input.returned(loan));
    }

    /** Reads and offers what has come, which the selector may not have told yet; not while others are offered what they read. */
    public void readNow() {
        input.readNow();
    }

    /** A loan that no worker has come to use; what was read is still in the handler's buffer. */
    public void endUnusedLoan(LentInput loan) {
        input.endUnusedLoan(loan);
    }

    @Override
    protected @Nullable Long waitingSince() {
        return input.waitingSince();
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
    protected void ready(SelectionKey key) {
        try {
            if (occupancy.isAny() && key.isReadable()) {
                occupancy.heard();
            }
            Establishment present = establishment;
            if (present != null) {
                present.advance();
                return;
            }
            if (key.isWritable()) {
                output.flushNow();
            }
            if (!isClosed() && key.isReadable()) {
                input.read();
            }
        } catch (Throwable e) {
            failInternally(e);
        }
    }

    @Override
    void offer(ByteBuffer in) {
        requireHandler().received(in);
    }

    @Override
    void readOn() {
        input.goOn();
    }

    /** Reading waits while output does: a peer that does not read cannot make us queue answers. */
    @Override
    void updateInterest() {
        if (establishment == null) {
            channel()
                    .interest(output.isPending() ? SelectionKey.OP_WRITE : input.isWanted() ? SelectionKey.OP_READ : 0);
        }
    }

    /** Tells whether the peer has reset the connection, also if nobody reads and bytes of it are still to be read. */
    public boolean isReset() {
        try {
            return channel().isReset(loop().selectors());
        } catch (IOException e) {
            log.debug("nobody can tell whether {} has reset its connection: {}", remoteAddress(), e.getMessage());
            return false;
        }
    }

    @Override
    void closeIfFlushed() {
        if (!output.hasUnsent()) {
            // A worker may have sent what was the loop's.
            output.handedOver();
            close();
        }
    }

    @Override
    boolean takeClosingStep(int step) {
        switch (step) {
            case 0 -> endEstablishment();
            case 1 -> output.close();
            case 2 -> Quietly.close(channel().socket());
            case 3 -> input.close();
            case 4 -> tellClosed();
            case 5 -> occupancy.end();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void endEstablishment() {
        if (establishment != null) {
            establishment.end();
        }
    }

    private void tellClosed() {
        ConnectionHandler handler = handler();
        if (handler != null) {
            handler.closed();
        }
    }
}
