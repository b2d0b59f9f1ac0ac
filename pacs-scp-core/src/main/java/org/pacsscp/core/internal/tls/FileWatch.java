package org.pacsscp.core.internal.tls;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the files at an interval, on a daemon thread of its own, until it is closed. */
final class FileWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pacs-scp-tls-files");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> schedule;

    FileWatch(Duration interval, Runnable look) {
        schedule = executor.scheduleWithFixedDelay(
                () -> guarded(look), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** An exception would end the schedule without a word. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (Throwable e) {
            log.error("looking for changed TLS files failed; it is tried again", e);
        }
    }

    @Override
    public void close() {
        schedule.cancel(false);
        executor.shutdown();
    }
}
