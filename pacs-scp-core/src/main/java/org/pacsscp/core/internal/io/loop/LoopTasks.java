package org.pacsscp.core.internal.io.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What a loop's thread is to do soon. Any thread adds, the loop runs; what one of them throws harms nobody else. */
final class LoopTasks {
    private final LoopFaults faults;
    private final Object loop;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

    /** The loop has been woken for what is in the queue. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private volatile boolean ended;

    /** {@code loop} is what faults are told to be of. */
    LoopTasks(LoopFaults faults, Object loop) {
        this.faults = faults;
        this.loop = loop;
    }

    /** Adds a task; {@code false} if it comes after the {@link #end}. */
    boolean add(Runnable task) {
        queue.add(task);
        // Asked after the task can be seen: either the end sees it, or it sees the end.
        return !(ended && queue.remove(task));
    }

    /** Tells whether a loop that waits has to be woken, which the caller does. */
    boolean isWakeUpDue() {
        return woken.compareAndSet(false, true);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Runs those that are there now: what they add waits for the next round, lest it hold up channels and deadlines. */
    void runPresent() {
        woken.set(false);
        for (int left = queue.size(); left > 0; left--) {
            @Nullable Runnable task = queue.poll();
            if (task != null) {
                run(task);
            }
        }
    }

    /** Runs what was added, and takes no more. */
    void end() {
        ended = true;
        while (!queue.isEmpty()) {
            runPresent();
        }
    }

    /** Tells whether it takes no more; any thread. */
    boolean haveEnded() {
        return ended;
    }

    /** Runs a task now. */
    void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            faults.handle(Occasion.TASK, loop, e);
        }
    }
}
