package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.LoopFaults;
import org.pacsscp.core.internal.io.loop.LoopMember;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.io.loop.Occasion;

/**
 * The life of a {@link Connection}, which is all that its parts know of it: between whom it is, whose, and how it ends, once. It
 * ends because its handler wants it to, the network breaks it, its loop or those to whom it belongs go, others need its room, or
 * a fault of ours is met. The handler is told, and whatever fails of that or of closing, the rest is done. Owned by the loop, but
 * for what says otherwise.
 */
abstract class ConnectionLife extends LoopMember {
    private final IoLoop loop;
    private final LoopUser user;
    private final ConnectionChannel channel;
    private Addresses addresses;
    private @Nullable ConnectionHandler handler;
    private boolean closeWhenFlushed;
    private volatile boolean closed;
    private volatile @Nullable Throwable faultElsewhere;

    ConnectionLife(IoLoop loop, LoopUser user, ConnectionChannel channel, Addresses addresses) {
        this.loop = loop;
        this.user = user;
        this.channel = channel;
        this.addresses = addresses;
    }

    /** Offers what has come. */
    abstract void offer(ByteBuffer in);

    /** All output of the loop's is out: what has waited for that is read, or offered again. */
    abstract void readOn();

    /** What is read and what is sent may have changed what the loop's selector is to wait for. */
    abstract void updateInterest();

    /** Tells whether some output of the loop's waits for the peer to read. */
    public abstract boolean hasPendingOutput();

    /** What lies below the handler holds so much; {@code false} if that is too much, and the connection is closed. */
    abstract boolean holdForTransport(long bytes);

    /** The connection is to be closed as soon as its output is flushed, which it may be. */
    abstract void closeIfFlushed();

    /**
     * Takes a step of closing; {@code false} if there is no such step. By numbers: where memory has run out, not even a
     * lambda may be allocated.
     */
    abstract boolean takeClosingStep(int step);

    /** Tells whoever deals with the connection that others need its room. */
    abstract void tellShed(String why);

    /** Returns the loop that owns this connection. */
    public IoLoop loop() {
        return loop;
    }

    ConnectionChannel channel() {
        return channel;
    }

    /** Returns where the peer is, behind a trusted proxy too. */
    public InetSocketAddress remoteAddress() {
        return addresses.remote();
    }

    /** Returns the other end for the peer: an address of ours, or of a trusted proxy's. */
    public InetSocketAddress localAddress() {
        return addresses.local();
    }

    /** Returns what a trusted proxy has said of the peer; empty without one. */
    public Optional<ProxyHeader> proxyHeader() {
        return addresses.proxyHeader();
    }

    /** Returns the other end of the TCP connection: the peer or a proxy. */
    public InetSocketAddress transportAddress() {
        return addresses.transport();
    }

    /** More is known of the ends. */
    void addresses(Addresses known) {
        addresses = known;
    }

    Addresses addresses() {
        return addresses;
    }

    /** From now on there is a handler. */
    void handler(ConnectionHandler made) {
        handler = made;
    }

    /** Returns the handler; {@code null} until it is known who the peer is. */
    @Nullable
    ConnectionHandler handler() {
        return handler;
    }

    /** Returns the handler, which there is. */
    ConnectionHandler requireHandler() {
        ConnectionHandler present = handler;
        if (present == null) {
            throw new IllegalStateException("connection of " + remoteAddress() + " has no handler yet");
        }
        return present;
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

    /** Takes a step, a fault of which costs this connection, never the loop. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            failInternally(e);
        }
    }

    /** Tells whether the connection is closed; any thread. */
    boolean isClosed() {
        return closed;
    }

    /** Tells whether the connection is closed, or will be when its output is flushed. */
    public boolean isClosing() {
        return closed || closeWhenFlushed;
    }

    /** Closes the connection once its output is flushed, or the write deadline passes. */
    public void closeWhenFlushed() {
        closeWhenFlushed = true;
        closeIfFlushed();
    }

    /** All output of the loop's is out. */
    void flushed() {
        if (closeWhenFlushed) {
            close();
        } else {
            readOn();
        }
    }

    /** Closes the connection now. Whatever fails of it, the rest is done. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        loop.remove(this);
        boolean more = true;
        for (int step = 0; more; step++) {
            try {
                more = takeClosingStep(step);
            } catch (OutOfMemoryError e) {
                loop.faults().relieve(e);
                takeClosingStepAgain(step);
            } catch (Throwable e) {
                failedToClose(e);
            }
        }
    }

    private void takeClosingStepAgain(int step) {
        try {
            takeClosingStep(step);
        } catch (Throwable e) {
            failedToClose(e);
        }
    }

    private void failedToClose(Throwable e) {
        loop.faults().handle(Occasion.CLOSING, remoteAddress(), e);
    }

    /** The peer will send no more; called by the loop when a worker has found that out. */
    public void streamEnded() {
        tell(ConnectionHandler::endOfStream);
        closeWhenFlushed();
    }

    /** The network broke the connection; called by the loop, also when a worker has found that out. */
    public void fail(IOException cause) {
        if (!closed) {
            tell(told -> told.failed(cause));
            close();
        }
    }

    /** The peer has not read in time. */
    void writeDeadlinePassed() {
        if (!closed) {
            tell(ConnectionHandler::writeTimedOut);
            close();
        }
    }

    @Override
    protected boolean belongsTo(Object who) {
        return user == who;
    }

    @Override
    protected void terminate(String why) {
        tellTerminated(why);
        close();
    }

    @Override
    protected void dismiss(String why) {
        tell(told -> told.shed(why));
        if (!closed) {
            closeWhenFlushed();
        }
    }

    @Override
    protected void shed(String why) {
        if (closed) {
            return;
        }
        try {
            tellShed(why);
        } catch (Throwable e) {
            loop.faults().handle(Occasion.SHEDDING, remoteAddress(), e);
        }
        close();
    }

    /** What a handler is told. */
    @FunctionalInterface
    private interface News {
        void tell(ConnectionHandler handler);
    }

    private void tell(News news) {
        ConnectionHandler present = handler;
        if (present != null) {
            guarded(() -> news.tell(present));
        }
    }

    /** The handler may be told what takes memory to say; whatever comes of it, the connection is closed. */
    private void tellTerminated(Object why) {
        ConnectionHandler present = handler;
        if (present != null && !closed) {
            try {
                present.terminated(why instanceof Throwable fault ? "internal error: " + fault : (String) why);
            } catch (Throwable again) {
                failedToClose(again);
            }
        }
    }

    /**
     * A fault of ours costs this connection, never the loop and its others; but without memory those go first that nobody
     * serves.
     */
    @Override
    protected void failInternally(Throwable fault) {
        LoopFaults faults = loop.faults();
        faults.relieve(fault);
        tellTerminated(fault);
        close();
        faults.report(Occasion.CLOSED, remoteAddress(), fault);
    }

    /** As {@link #failInternally}, soon and from any thread, which may have no memory: the loop looks at all connections. */
    public void failInternallySoon(Throwable fault) {
        faultElsewhere = fault;
        loop.lookForFaults();
    }

    @Override
    protected boolean failIfFaulty() {
        Throwable fault = faultElsewhere;
        if (fault == null) {
            return false;
        }
        faultElsewhere = null;
        failInternally(fault);
        return true;
    }
}
