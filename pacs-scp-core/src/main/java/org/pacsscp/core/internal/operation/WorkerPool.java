package org.pacsscp.core.internal.operation;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pacsscp.api.Limits;

/** Where workers run: the caller's executor, which is never shut down, or a pool of platform threads of our own. */
public final class WorkerPool implements Executor, AutoCloseable {
    private static final long KEEP_ALIVE_SECONDS = 30;

    private final Executor executor;
    private final Runnable shutdown;

    /** Runs them on an executor of the application's, if there is one, or on as many threads as the limits allow for. */
    public WorkerPool(Optional<Executor> own, Limits limits) {
        this(own, mostThreads(limits), "pacs-scp-worker");
    }

    /** Runs them on an executor of the application's, if there is one, or on as many threads as they are. */
    public static WorkerPool unbounded(Optional<Executor> own, String name) {
        return new WorkerPool(own, Integer.MAX_VALUE, name);
    }

    private WorkerPool(Optional<Executor> own, int mostThreads, String name) {
        if (own.isPresent()) {
            executor = own.get();
            shutdown = () -> {};
        } else {
            ThreadPoolExecutor pool = pool(mostThreads, name);
            executor = pool;
            shutdown = pool::shutdown;
        }
    }

    /** As many threads as operations can be under way, and as many again for handlers whose association has ended. */
    private static int mostThreads(Limits limits) {
        long operations = (long) limits.maxAssociations() * limits.maxOperations();
        return (int) Math.min(2 * operations, Integer.MAX_VALUE);
    }

    private static ThreadPoolExecutor pool(int mostThreads, String name) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, mostThreads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() {
        shutdown.run();
    }
}
