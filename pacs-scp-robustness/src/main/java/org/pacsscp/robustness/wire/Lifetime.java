package org.pacsscp.robustness.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a connection whose time is over, also one that waits in a write. Its own thread does that. */
final class Lifetime {
    private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "lifetime of peers");
        thread.setDaemon(true);
        return thread;
    });

    static {
        CLOCK.setRemoveOnCancelPolicy(true);
    }

    private final AtomicBoolean over = new AtomicBoolean();
    private final long end;
    private final Future<?> closing;

    Lifetime(Socket socket, Duration duration) {
        end = System.nanoTime() + duration.toNanos();
        closing = CLOCK.schedule(() -> close(socket), duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void close(Socket socket) {
        over.set(true);
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a socket failed", e);
        }
    }

    boolean isOver() {
        return over.get();
    }

    /** Returns how long is left, at most so long. */
    Duration atMost(Duration duration) {
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return left.compareTo(duration) < 0 ? left : duration;
    }

    void cancel() {
        closing.cancel(false);
    }
}
