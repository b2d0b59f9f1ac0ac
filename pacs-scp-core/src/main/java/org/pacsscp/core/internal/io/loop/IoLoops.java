package org.pacsscp.core.internal.io.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loops, and what belongs to all of them: the selectors of their workers, and the watch over them. They end with the last of
 * their users. Any thread; the lock guards who uses them, and is not held while anybody waits.
 */
public final class IoLoops {
    /** For what is closed when somebody leaves: a loop that takes longer is held up by something. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<IoLoop> loops = new ArrayList<>();
    private final SelectorPool selectors;
    private final LoopWatch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<LoopUser> users = List.of();

    /** The last user has left; guarded by the lock. */
    private boolean ended;

    private volatile boolean failed;

    /** Has no loops yet. */
    IoLoops(SelectorPool selectors, TimeSource time) {
        this.selectors = selectors;
        watch = new LoopWatch(time);
    }

    /**
     * Starts loops for their first user.
     *
     * @param name of their threads, to which a number is added
     * @param count how many
     * @param time the clock of all deadlines
     * @param buffers for what workers read, and for TLS
     * @param selectors for the loops, and for workers that wait; closed when the loops end
     * @param whenFailed is told, by its thread, of a loop that has to end before it is stopped; nobody can join from then on
     * @throws IOException if the system does not give what they need; none of them is left then
     */
    public static LoopUser open(
            String name,
            int count,
            TimeSource time,
            BufferPool buffers,
            SelectorPool selectors,
            Consumer<Throwable> whenFailed)
            throws IOException {
        IoLoops opening = new IoLoops(selectors, time);
        LoopUser first = opening.join(whenFailed);
        try {
            for (int i = 1; i <= count; i++) {
                opening.loops.add(new IoLoop(name + "-" + i, time, buffers, selectors, opening::loopFailed));
            }
            opening.loops.forEach(IoLoop::start);
            opening.watch.start(opening.loops);
            return first;
        } catch (IOException | RuntimeException | Error e) {
            // Also where there is no room for a thread.
            first.leave("the loops could not be started");
            throw e;
        }
    }

    List<IoLoop> list() {
        return loops;
    }

    /**
     * Adds a user.
     *
     * @param whenFailed is told, by its thread, of a loop that has to end before it is stopped
     * @throws IllegalStateException if the last user has left, or a loop has failed
     */
    public LoopUser join(Consumer<Throwable> whenFailed) {
        LoopUser user = tryJoin(whenFailed);
        if (user == null) {
            throw new IllegalStateException("these I/O threads take no further user: "
                    + (ended ? "the last one has left" : "one of them has failed"));
        }
        return user;
    }

    /** Adds a user; {@code null} if the last one has left, or a loop has failed. */
    @Nullable
    LoopUser tryJoin(Consumer<Throwable> whenFailed) {
        LoopUser user = new LoopUser(this, whenFailed);
        lock.lock();
        try {
            if (ended || failed) {
                return null;
            }
            users = Stream.concat(users.stream(), Stream.of(user)).toList();
            return user;
        } finally {
            lock.unlock();
        }
    }

    /** Each user is told, whatever another makes of it. There may be no memory, hence neither lock nor iterator. */
    private void loopFailed(Throwable cause) {
        failed = true;
        Throwable failure = null;
        List<LoopUser> present = users;
        for (int i = 0; i < present.size(); i++) {
            try {
                present.get(i).loopFailed(cause);
            } catch (Throwable e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new IllegalStateException("a user of the I/O threads could not be told", failure);
        }
    }

    /** A user goes, with its connections, and with the loops if it is the last. */
    void leave(LoopUser user, String why) {
        if (!users.contains(user)) {
            return;
        }
        long due = System.nanoTime() + PATIENCE_NANOS;
        List<CountDownLatch> closings =
                loops.stream().map(loop -> terminate(loop, user, why)).toList();
        if (isLast(user)) {
            end(due);
            return;
        }
        for (int i = 0; i < loops.size(); i++) {
            CountDownLatch closing = closings.get(i);
            await(loops.get(i), due, nanos -> closing.await(nanos, TimeUnit.NANOSECONDS));
        }
    }

    /** Removes a user, and tells whether no other is left. */
    private boolean isLast(LoopUser user) {
        lock.lock();
        try {
            boolean there = users.contains(user);
            users = users.stream().filter(other -> other != user).toList();
            boolean last = there && users.isEmpty();
            ended |= last;
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Closes a user's connections on a loop, soon; what is returned is counted down then. */
    private static CountDownLatch terminate(IoLoop loop, LoopUser user, String why) {
        CountDownLatch closing = new CountDownLatch(1);
        Runnable step = () -> {
            try {
                loop.terminateThoseOf(user, why);
            } finally {
                closing.countDown();
            }
        };
        if (loop.isCurrent()) {
            step.run();
        } else if (!loop.tryExecute(step)) {
            // At its end it has closed them all.
            closing.countDown();
        }
        return closing;
    }

    private void end(long due) {
        loops.forEach(IoLoop::beginToStop);
        for (IoLoop loop : loops) {
            if (loop.isStarted()) {
                await(loop, due, loop::awaitEnd);
            } else {
                loop.discard();
            }
        }
        watch.stop();
        selectors.close();
    }

    /** Something that takes a while; tells whether it is over, after so many nanoseconds at most. */
    @FunctionalInterface
    private interface Wait {
        boolean isOverAfter(long nanos) throws InterruptedException;
    }

    /** Waits up to a moment of {@link System#nanoTime}. An interrupt does not end that; the thread has it again afterwards. */
    private static void await(IoLoop loop, long due, Wait wait) {
        boolean interrupted = false;
        boolean answered = false;
        while (!answered) {
            try {
                if (!wait.isOverAfter(due - System.nanoTime())) {
                    loop.reportHeldUp();
                }
                answered = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
