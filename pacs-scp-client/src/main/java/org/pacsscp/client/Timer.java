package org.pacsscp.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does something later, unless it is stopped before, on a thread of the common pool: it may block for a while. */
final class Timer {
    private final CompletableFuture<Void> due = new CompletableFuture<>();

    private Timer() {}

    static Timer after(Duration delay, Runnable task) {
        Timer timer = new Timer();
        CompletableFuture<Void> unused = timer.due.thenRunAsync(task);
        timer.due.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
        return timer;
    }

    /** Forgets the task, if it has not begun. */
    void stop() {
        due.cancel(false);
    }
}
