package org.pacsscp.core.internal.support;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose only thread never runs at the same time as the test's: the test hands it a task and waits for its
 * end, and the task may hand the turn back for a round of the loop. So nothing is by chance.
 */
public final class StepwiseWorker implements Executor {
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "stepwise-worker");
        thread.setDaemon(true);
        return thread;
    });

    private enum Turn {
        LOOP,
        WORKER,
        DONE
    }

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final SynchronousQueue<Turn> toTest = new SynchronousQueue<>();
    private final SynchronousQueue<Turn> toWorker = new SynchronousQueue<>();
    private volatile @Nullable Throwable unhandled;

    /** A round of the loop. */
    @FunctionalInterface
    public interface Round {
        void run() throws Exception;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs the next task to its end; tells whether there was one. */
    public boolean runNext(Round round) throws Exception {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        THREAD.execute(() -> runAndTell(task));
        while (toTest.take() == Turn.LOOP) {
            round.run();
            toWorker.put(Turn.WORKER);
        }
        return true;
    }

    private void runAndTell(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            unhandled = e;
        } finally {
            hand(Turn.DONE);
        }
    }

    /** Lets the loop have a round while a handler works; called by the handler. */
    public void letLoopRun() {
        hand(Turn.LOOP);
        try {
            toWorker.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hand(Turn turn) {
        try {
            toTest.put(turn);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what a task has thrown. */
    public Optional<Throwable> unhandled() {
        return Optional.ofNullable(unhandled);
    }
}
