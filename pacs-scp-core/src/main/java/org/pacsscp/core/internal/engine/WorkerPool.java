package org.pacsscp.core.internal.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServerConfig;

/** Where workers run: the caller's executor, which is never shut down, or a pool of platform threads of our own. */
final class WorkerPool implements Executor, AutoCloseable {
    private static final long KEEP_ALIVE_SECONDS = 30;

    private final Executor executor;
    private final Runnable shutdown;

    WorkerPool(ServerConfig config) {
        if (config.executor().isPresent()) {
            executor = config.executor().get();
            shutdown = () -> {};
        } else {
            ThreadPoolExecutor pool = pool(config.limits());
            executor = pool;
            shutdown = pool::shutdown;
        }
    }

    /** As many threads as operations can be under way, and as many again for handlers whose association has ended. */
    private static ThreadPoolExecutor pool(Limits limits) {
        long operations = (long) limits.maxAssociations() * limits.maxOperations();
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                (int) Math.min(2 * operations, Integer.MAX_VALUE),
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "pacs-scp-worker-" + number.incrementAndGet());
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
