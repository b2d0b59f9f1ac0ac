package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.ReadBatch;

/**
 * A connection's receiving side. The loop reads into its own buffer and offers that to the handler; what the handler
 * leaves is kept, and comes first. While it is lent, a worker reads instead. Owned by the loop, but for what a worker
 * calls who has the loan.
 */
final class Input implements ReadBatch.Reader {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final AtomicLongFieldUpdater<Input> BYTES_RECEIVED =
            AtomicLongFieldUpdater.newUpdater(Input.class, "bytesReceived");

    private final ConnectionLife connection;
    private volatile long bytesReceived;
    private Transport transport;
    private @Nullable LentInput lent;
    private ByteBuffer left = NOTHING;
    private boolean paused;

    Input(ConnectionLife connection, Transport transport) {
        this.connection = connection;
        this.transport = transport;
    }

    /** From now on bytes come through TLS; before any has come. */
    void secure(Transport tls) {
        transport = tls;
    }

    /** Any thread. */
    long bytesReceived() {
        return bytesReceived;
    }

    /** Tells whether the loop wants to read: what the handler has left of earlier bytes comes before any others. */
    boolean isWanted() {
        return isOurs() && !left.hasRemaining();
    }

    private boolean isOurs() {
        return lent == null && !paused;
    }

    /** Reads once; that is offered when the loop has read all that it reads now. */
    void read() {
        ByteBuffer in = connection.loop().reads().room();
        int count;
        try {
            count = transport.read(in);
        } catch (IOException e) {
            connection.fail(e);
            return;
        }
        if (count < 0) {
            connection.streamEnded();
            return;
        }
        received(count);
        transport.rest();
        if (!connection.holdForTransport(transport.kept())) {
            return;
        }
        if (count > 0) {
            connection.loop().reads().add(this);
        } else {
            readBufferedSoon();
        }
    }

    @Override
    public void offerRead(ByteBuffer in) {
        if (connection.isClosed()) {
            return;
        }
        try {
            offer(in);
            if (lent == null) {
                readBufferedSoon();
            }
        } catch (Throwable e) {
            connection.failInternally(e);
        }
    }

    /** The transport may have input that no selector knows of. */
    private void readBufferedSoon() {
        if (transport.hasBufferedInput()) {
            connection.execute(this::readBuffered);
        }
    }

    /** Reads and offers what no selector knows of, unless nothing is to be read just now. */
    void readBuffered() {
        if (!connection.isClosed() && transport.hasBufferedInput()) {
            readNow();
        }
    }

    /** Reads and offers what is there, unless nothing is to be read just now. */
    void readNow() {
        if (!connection.isClosed() && isWanted() && !connection.hasPendingOutput()) {
            read();
            connection.loop().reads().offerAll();
        }
    }

    private void offer(ByteBuffer in) {
        connection.offer(in);
        if (in.hasRemaining() && !connection.isClosed()) {
            left = ByteBuffer.allocate(in.remaining()).put(in).flip();
            connection.updateInterest();
        }
    }

    private void offerLeft() {
        ByteBuffer in = left;
        left = NOTHING;
        offer(in);
        connection.updateInterest();
        readBufferedSoon();
    }

    /** Offers what is left, unless the receiving side is lent or paused. */
    void goOn() {
        if (!connection.isClosed() && isOurs()) {
            offerLeft();
        } else {
            connection.updateInterest();
        }
    }

    void pause() {
        paused = true;
        connection.updateInterest();
    }

    void resume() {
        paused = false;
        goOn();
    }

    /** Returns since when a worker waits for the peer; {@code null} if none does. */
    @Nullable
    Long waitingSince() {
        LentInput loan = lent;
        return loan != null && loan.isWaiting() ? loan.waitingSince() : null;
    }

    LentInput lend(ByteBuffer in) {
        if (connection.loop().buffers().isShort()) {
            connection.loop().dismissIdlest();
        }
        LentInput loan = new LentInput(connection, this, in);
        lent = loan;
        connection.updateInterest();
        return loan;
    }

    /** The loop has the receiving side again. */
    void returned(LentInput loan) {
        ByteBuffer unused = loan.release();
        lent = null;
        if (connection.isClosed()) {
            transport.discardInput();
        } else {
            transport.rest();
            left = unused;
            offerLeft();
        }
    }

    /** No worker has come to use a loan; what was read is still in the handler's buffer. */
    void endUnusedLoan(LentInput loan) {
        loan.giveBack();
        loan.release();
        lent = null;
        connection.updateInterest();
    }

    /** The connection is closed. */
    void close() {
        left = NOTHING;
        LentInput loan = lent;
        if (loan == null) {
            transport.discardInput();
        } else if (loan.takeBack(0)) {
            lent = null;
            loan.release();
            transport.discardInput();
        } else {
            loan.abandon();
        }
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
            BYTES_RECEIVED.lazySet(this, bytesReceived + count);
        }
    }

    boolean hasBufferedInput() {
        return transport.hasBufferedInput();
    }

    int leastInput() {
        return transport.leastInput();
    }
}
