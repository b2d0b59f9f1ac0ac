package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that waits for its connections and deadlines, and serves them one after the other. What belongs to a loop is
 * touched by its thread only; others hand it work with {@link #execute}.
 */
public final class IoLoop {
    private static final Logger log = LoggerFactory.getLogger(IoLoop.class);
    private static final int WRITE_BUFFER_SIZE = 1 << 16;
    private static final int MOST_FAILED_SELECTIONS = 10;

    private final DeadlineQueue deadlines;
    private final Reception reception = new Reception();
    private final Departures departures = new Departures();
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(WRITE_BUFFER_SIZE);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakingUp = new AtomicBoolean();
    private final Set<Connection> connections = new HashSet<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Runnable offering = this::offerReceived;
    private final BufferPool buffers;
    private final SelectorPool selectors;
    private volatile Selector selector;
    private Thread thread;
    private int failedSelections;
    private volatile boolean stopping;

    /** A channel other than a connection's. */
    private record Listener(SelectableChannel channel, int interest, ReadyHandler handler) {}

    /** Opens a loop, whose workers share buffers and selectors with those of others; {@link #start()} sets it going. */
    public IoLoop(String name, TimeSource time, BufferPool buffers, SelectorPool selectors) throws IOException {
        this.buffers = buffers;
        this.selectors = selectors;
        selector = selectors.open();
        deadlines = new DeadlineQueue(time);
        thread = new LoopThread(this::run, name);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** The loop is not started: this thread calls {@link #round} itself. */
    void driveBy(Thread driver) {
        thread = driver;
    }

    /** Runs a task on the loop's thread, soon; any thread. A task that comes after the end is not run. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (!isCurrent() && wakingUp.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    private static final class LoopThread extends Thread {
        LoopThread(Runnable task, String name) {
            super(task, name);
        }
    }

    /** Tells whether the present thread is a loop's, which must never wait. */
    public static boolean isLoopThread() {
        return Thread.currentThread() instanceof LoopThread;
    }

    /** Tells whether the present thread is this loop's. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    BufferPool buffers() {
        return buffers;
    }

    SelectorPool selectors() {
        return selectors;
    }

    /** Makes a deadline of this loop, not yet set. */
    public Deadline deadline(Runnable whenPassed) {
        return new Deadline(deadlines, () -> runTask(whenPassed));
    }

    /** Returns a cleared buffer for what is about to be sent; valid until the next call. */
    public ByteBuffer writeBuffer() {
        return writeBuffer.clear();
    }

    /** Takes over an accepted channel; on the loop's thread. */
    void adopt(SocketChannel channel, Intake intake) throws IOException {
        Connection connection = new Connection(this, channel, intake);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, connection);
        connections.add(connection);
        connection.open(key);
    }

    SelectionKey register(SelectableChannel channel, int interest, ReadyHandler handler) throws IOException {
        SelectionKey key = channel.register(selector, interest, handler);
        listeners.removeIf(listener -> !listener.channel().isOpen());
        listeners.add(new Listener(channel, interest, handler));
        return key;
    }

    @Nullable
    SelectionKey keyOf(SelectableChannel channel) {
        return channel.keyFor(selector);
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Returns what to read into; what is added to the {@link #reception} is offered when the round has read it all. */
    ByteBuffer readBuffer() {
        if (!reception.hasRoom()) {
            offerReceived();
        }
        return reception.room();
    }

    Reception reception() {
        return reception;
    }

    Departures departures() {
        return departures;
    }

    /** Offers what was read, and sends the answers. */
    void offerReceived() {
        departures.collect();
        try {
            reception.offerAll();
        } finally {
            departures.sendAll();
        }
    }

    /** Ends the loop: closes its connections and its thread, and waits for that; must not be called by the thread itself. */
    public void stop() {
        stopping = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes a loop that was never started. */
    public void discard() {
        closeSelector();
    }

    private void run() {
        try {
            while (!stopping) {
                round();
            }
        } catch (IOException e) {
            log.error("no selector is to be had for {}; it ends", thread.getName(), e);
        } finally {
            runTasks();
            List.copyOf(connections).forEach(Connection::terminate);
            closeSelector();
        }
    }

    void round() throws IOException {
        // An interrupt that a listener, a policy or a callback has left behind would end every wait from now on.
        Thread.interrupted();
        try {
            select(tasks.isEmpty() ? deadlines.untilNext() : 0);
            failedSelections = 0;
        } catch (IOException | RuntimeException | Error e) {
            replaceSelector(e);
        }
        runTask(offering);
        wakingUp.set(false);
        runTasks();
        deadlines.runPassed();
    }

    private void select(long wait) throws IOException {
        if (wait == 0) {
            selector.selectNow(this::ready);
        } else if (wait == Long.MAX_VALUE) {
            selector.select(this::ready);
        } else {
            selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(wait) + 1);
        }
    }

    /** A selector that fails costs the connections that it watched, not the addresses that are listened on. */
    private void replaceSelector(Throwable fault) throws IOException {
        log.error("the selector of {} failed; its connections are closed", thread.getName(), fault);
        if (++failedSelections > MOST_FAILED_SELECTIONS) {
            throw new IOException(failedSelections + " selectors in a row have failed", fault);
        }
        List.copyOf(connections).forEach(connection -> connection.failInternally(fault));
        Selector failed = selector;
        selector = selectors.open();
        SelectorPool.closeQuietly(failed);
        for (Listener listener : listeners) {
            if (listener.channel().isOpen()) {
                listener.channel().register(selector, listener.interest(), listener.handler());
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof ReadyHandler handler) {
            try {
                handler.ready(key);
            } catch (Throwable e) {
                log.error("internal error of an I/O thread while it served {}", handler, e);
            }
        }
    }

    /** Those that are there now: what they add waits for the next round, lest it hold up channels and deadlines. */
    private void runTasks() {
        for (int left = tasks.size(); left > 0; left--) {
            @Nullable Runnable task = tasks.poll();
            if (task != null) {
                runTask(task);
            }
        }
    }

    private static void runTask(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            log.error("internal error in a task of an I/O thread", e);
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            log.warn("closing the selector of {} failed: {}", thread.getName(), e.getMessage());
        }
    }
}
