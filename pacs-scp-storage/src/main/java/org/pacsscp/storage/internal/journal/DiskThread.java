package org.pacsscp.storage.internal.journal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the disk while who needs that does something else; it has a thread only while there is something to do. For any thread. */
final class DiskThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiskThread.class);
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DiskThread::newThread);

    DiskThread() {
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "pacs-scp-journal");
        thread.setDaemon(true);
        return thread;
    }

    /** Does it soon; once this is closed, not at all. */
    void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            log.debug("the journal is closed", e);
        }
    }

    /** Ends after what has come. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
