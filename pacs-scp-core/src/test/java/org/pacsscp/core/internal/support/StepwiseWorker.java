package org.pacsscp.core.internal.support;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose only thread never runs at the same time as the test's: the test hands it a task and waits for its
 * end, and the task may hand the turn back for a round of the loop. So nothing is by chance.
 */
public final class StepwiseWorker implements Executor {
    private static final Runner FIRST = new Runner("stepwise-worker");
    private static final Runner SECOND = new Runner("stepwise-caller");

    /** The thread of all workers of one kind. */
    private static final class Runner {
        private final ExecutorService executor;
        private volatile @Nullable Thread thread;
        private volatile boolean atWork;

        Runner(String name) {
            executor = Executors.newSingleThreadExecutor(task -> {
                Thread made = new Thread(task, name);
                made.setDaemon(true);
                thread = made;
                return made;
            });
        }

        boolean isCurrent() {
            return Thread.currentThread() == thread;
        }

        /** Tells whether its task waits. In this order: a thread between tasks has waited since none is at work. */
        boolean isTaskParked() {
            Thread present = thread;
            Thread.State state = present == null ? Thread.State.NEW : present.getState();
            return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) && atWork;
        }
    }

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private enum Turn {
        LOOP,
        WORKER,
        DONE
    }

    private final Runner runner;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final SynchronousQueue<Turn> toTest = new SynchronousQueue<>();
    private final SynchronousQueue<Turn> toWorker = new SynchronousQueue<>();
    private volatile @Nullable Throwable unhandled;

    /** A round of the loop. */
    @FunctionalInterface
    public interface Round {
        void run() throws Exception;
    }

    public StepwiseWorker() {
        this(FIRST);
    }

    private StepwiseWorker(Runner runner) {
        this.runner = runner;
    }

    /** One whose thread is another, so that one may wait for the other. */
    public static StepwiseWorker ofCallers() {
        return new StepwiseWorker(SECOND);
    }

    /** Tells whether the present thread is the worker's. */
    public boolean isCurrent() {
        return runner.isCurrent();
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
        runner.executor.execute(() -> runAndTell(task));
        while (toTest.take() == Turn.LOOP) {
            round.run();
            toWorker.put(Turn.WORKER);
        }
        return true;
    }

    /** As {@link #runNext}, of a task that never hands its turn back, but may wait for what only others do: those take steps. */
    public boolean runNextWhileOthers(Round step) throws Exception {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        runner.executor.execute(() -> runAndTell(task));
        long begun = System.nanoTime();
        while (toTest.poll() == null) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new IllegalStateException("a task waits for what never comes");
            }
            if (runner.isTaskParked()) {
                step.run();
            } else {
                Thread.onSpinWait();
            }
        }
        return true;
    }

    private void runAndTell(Runnable task) {
        runner.atWork = true;
        try {
            task.run();
        } catch (Throwable e) {
            unhandled = e;
        } finally {
            runner.atWork = false;
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
