package org.pacsscp.core.internal.io.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that waits for its connections and deadlines, and serves them one after the other. What belongs to a loop is
 * touched by its thread only, or by one that {@linkplain #visit visits} it while it sleeps; others hand it work with {@link
 * #execute}.
 */
public final class IoLoop {
    private static final Logger log = LoggerFactory.getLogger(IoLoop.class);
    private static final int WRITE_BUFFER_SIZE = 1 << 16;

    /** In a row, with the pauses between them: some seconds. */
    private static final int MAX_FAILED_ROUNDS = 200;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String name;
    private final DeadlineQueue deadlines;
    private final WriteBatch writes = new WriteBatch();
    private final ReadBatch reads = new ReadBatch(writes);
    private final Runnable offering = reads::offerAll;
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(WRITE_BUFFER_SIZE);
    private final LoopMembers members = new LoopMembers();
    private final LoopFaults faults = new LoopFaults(members::shedUnserved);
    private final LoopTasks tasks = new LoopTasks(faults, this);
    private final LoopProgress progress = new LoopProgress();
    private final LoopTurn turn = new LoopTurn();
    private final BufferPool buffers;
    private final SelectorPool selectors;
    private final LoopSelector selector;
    private final TimeSource time;
    private final Consumer<Throwable> whenFailed;
    private Thread thread;
    private int failedRounds;
    private volatile boolean faultsElsewhere;
    private volatile boolean stopping;

    /** Why it has to end before it is stopped. */
    private volatile @Nullable Throwable failure;

    /** What has kept it from {@link #finish finishing}, which is tried again. */
    private @Nullable Throwable hindrance;

    /** Its thread does nothing more. */
    private volatile boolean abandoned;

    private volatile boolean finished;

    /**
     * Opens a loop, whose workers share buffers and selectors with those of others; {@link #start()} sets it going.
     * {@code whenFailed} is told, by the loop's thread, if it has to end before it is stopped.
     */
    IoLoop(String name, TimeSource time, BufferPool buffers, SelectorPool selectors, Consumer<Throwable> whenFailed)
            throws IOException {
        this.name = name;
        this.buffers = buffers;
        this.selectors = selectors;
        this.time = time;
        this.whenFailed = whenFailed;
        selector = new LoopSelector(this, selectors, faults, this::ready, this::failAll);
        deadlines = new DeadlineQueue(time);
        thread = new LoopThread(this::run, name);
    }

    private static final class LoopThread extends Thread {
        LoopThread(Runnable task, String name) {
            super(task, name);
        }
    }

    /** Starts the thread. */
    void start() {
        thread.start();
    }

    /** The loop is not started: this thread calls {@link #round} itself. */
    void driveBy(Thread driver) {
        thread = driver;
    }

    /** Tells whether the present thread is a loop's, or acts as one, which must never wait. */
    public static boolean isLoopThread() {
        return Thread.currentThread() instanceof LoopThread || LoopTurn.isVisiting();
    }

    /** Tells whether the present thread is this loop's, or acts as it. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread || turn.isMine();
    }

    /** Runs a task on the loop's thread, soon; any thread. A task that comes after the end is not run. */
    public void execute(Runnable task) {
        var unused = tryExecute(task);
    }

    /** As {@link #execute}; {@code false} if the task comes after the end. */
    public boolean tryExecute(Runnable task) {
        boolean added = tasks.add(task);
        if (added && !isCurrent() && tasks.isWakeUpDue()) {
            wakeUp();
        }
        return added;
    }

    /**
     * Takes a step as the loop, on the present thread, if the loop sleeps; any other thread, which waits for what comes of the
     * step. Nobody is woken for that: what the step sets, the loop sees within a few milliseconds.
     *
     * @return {@code false} if the loop has other things to do, or has ended; nothing was done then
     */
    public boolean visit(Runnable step) {
        if (!turn.visit()) {
            return false;
        }
        boolean oversleeps = false;
        try {
            if (stopping || tasks.haveEnded()) {
                return false;
            }
            tasks.run(step);
            tasks.run(offering);
        } finally {
            oversleeps = turn.endVisit();
        }
        if ((oversleeps || !tasks.isEmpty()) && tasks.isWakeUpDue()) {
            wakeUp();
        }
        return true;
    }

    private void wakeUp() {
        selector.wakeUp();
    }

    /** Makes a deadline of this loop, not yet set. */
    public Deadline deadline(Runnable whenPassed) {
        return new Deadline(deadlines, () -> tasks.run(whenPassed));
    }

    /** Returns a cleared buffer for what is about to be sent; valid until the next call. */
    public ByteBuffer writeBuffer() {
        return writeBuffer.clear();
    }

    /** Returns what its clock shows. */
    public long nanos() {
        return time.nanos();
    }

    public BufferPool buffers() {
        return buffers;
    }

    public SelectorPool selectors() {
        return selectors;
    }

    public ReadBatch reads() {
        return reads;
    }

    public WriteBatch writes() {
        return writes;
    }

    public LoopFaults faults() {
        return faults;
    }

    /** Tells how far the loop has come, see {@link LoopProgress}; any thread. */
    long progress() {
        return progress.get();
    }

    /** Returns the loop's thread, for a look at what it does; any thread. */
    Thread thread() {
        return thread;
    }

    /** Registers a channel that is listened on; on the loop's thread. */
    public void listen(SelectableChannel channel, int interest, ReadyHandler handler) throws IOException {
        selector.listen(channel, interest, handler);
    }

    /** Returns the key of a channel that is listened on; {@code null} if it is closed. */
    public @Nullable SelectionKey keyOf(SelectableChannel channel) {
        return selector.keyOf(channel);
    }

    /** Takes a connection over; on the loop's thread. */
    public SelectionKey register(SelectableChannel channel, int interest, LoopMember member) throws IOException {
        SelectionKey key = selector.register(channel, interest, member);
        members.add(member);
        return key;
    }

    /** The connection is closed; on the loop's thread. */
    public void remove(LoopMember member) {
        members.remove(member);
    }

    /** Buffers are short: closes the connection whose worker has waited longest for its peer; on the loop's thread. */
    public void dismissIdlest() {
        members.dismissIdlest();
    }

    /** Closes a user's connections; on the loop's thread. */
    void terminateThoseOf(Object user, String why) {
        members.terminateThoseOf(user, why);
    }

    /** Ends the loop, which closes its connections, soon; any thread. */
    void beginToStop() {
        stopping = true;
        wakeUp();
    }

    /** Waits for the end of a loop that was told to stop, and tells whether it has; its own thread does not wait. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        if (isCurrent()) {
            return true;
        }
        // A wait of 0 would have no end.
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        return !thread.isAlive();
    }

    /** Names in the log what the loop is in, which does not do what it was told to. */
    void reportHeldUp() {
        log.error(
                "{} is held up by {}; what was to be closed is closed when that returns",
                this,
                StackDescription.culprit(thread.getStackTrace()));
    }

    /** Tells whether there is a thread. */
    boolean isStarted() {
        return thread.getState() != Thread.State.NEW;
    }

    /** Closes a loop that was never started. */
    void discard() {
        selector.close();
    }

    private void run() {
        try {
            while (!stopping && faults.lasting() == null) {
                roundOrPause();
            }
            if (!stopping) {
                failure = faults.lasting();
            }
        } catch (Throwable e) {
            failure = e;
        }
        finish();
        abandoned = true;
    }

    /** An Error that gets as far as here costs time, and the loop only if there is no end of it. */
    private void roundOrPause() throws IOException {
        try {
            round();
            failedRounds = 0;
        } catch (RuntimeException | Error e) {
            faults.handle(Occasion.ROUND, this, e);
            if (++failedRounds > MAX_FAILED_ROUNDS) {
                throw e;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * Ends. First of all others must know, if it has failed. Where there is no memory even for that, this does nothing that takes
     * any, and {@link #finishIfAbandoned} tries again.
     */
    private void finish() {
        try {
            turn.take();
            if (hindrance != null) {
                faults.report(Occasion.END, this, hindrance);
            }
            Throwable cause = failure;
            if (cause != null) {
                faults.giveUpReserve();
                whenFailed.accept(cause);
                faults.report(Occasion.ENDS, this, cause);
            }
            tasks.end();
            members.terminateAll(Occasion.LOOP_ENDED);
            selector.close();
            finished = true;
        } catch (Throwable e) {
            hindrance = e;
        } finally {
            turn.end();
        }
    }

    /** Another thread does what the loop's own was not able to do at its end; nothing happens if that was done. */
    void finishIfAbandoned() {
        if (!abandoned || finished) {
            return;
        }
        Thread own = thread;
        thread = Thread.currentThread();
        try {
            finish();
        } finally {
            thread = own;
        }
    }

    void round() throws IOException {
        // An interrupt that a listener, a policy or a callback has left behind would end every wait from now on.
        Thread.interrupted();
        try {
            turn.take();
            faults.restoreReserve();
            long nanos = turn.sleep(tasks.isEmpty() ? deadlines.untilNext() : 0);
            turn.end();
            progress.waits();
            selector.select(nanos);
            turn.take();
            progress.works();
            act();
        } finally {
            turn.end();
        }
    }

    private void act() {
        if (faultsElsewhere) {
            faultsElsewhere = false;
            members.closeFaulty();
        }
        tasks.run(offering);
        tasks.runPresent();
        deadlines.runPassed();
        faults.reportUnreported();
    }

    /** A connection has a fault that another thread has met; any thread. It needs no memory. */
    public void lookForFaults() {
        faultsElsewhere = true;
        wakeUp();
    }

    private void failAll(Throwable fault) {
        turn.take();
        members.failAll(fault);
    }

    /** What is read from here on is offered in the same turn. */
    private void ready(SelectionKey key) {
        turn.take();
        progress.works();
        if (!key.isValid()) {
            return;
        }
        try {
            if (key.attachment() instanceof LoopMember member) {
                member.ready(key);
            } else if (key.attachment() instanceof ReadyHandler handler) {
                handler.ready(key);
            }
        } catch (Throwable e) {
            faults.handle(Occasion.CHANNEL, this, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
