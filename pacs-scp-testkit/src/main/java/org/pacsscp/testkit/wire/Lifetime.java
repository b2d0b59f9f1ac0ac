package org.pacsscp.testkit.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a connection whose time is over, also one that waits in a write. A thread that ends
 * when nothing is left to do does that.
 */
final class Lifetime {
    private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "pacs-scp-testkit-lifetimes");
        thread.setDaemon(true);
        return thread;
    });

    static {
        CLOCK.setRemoveOnCancelPolicy(true);
        CLOCK.setKeepAliveTime(1, TimeUnit.SECONDS);
        CLOCK.allowCoreThreadTimeOut(true);
    }

    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final AtomicBoolean over = new AtomicBoolean();
    private final long end;
    private final Optional<Future<?>> closing;

    Lifetime(Socket socket, Duration duration) {
        end = System.nanoTime() + duration.toNanos();
        closing = Optional.of(CLOCK.schedule(() -> close(socket), duration.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** For a connection that somebody else ends. */
    private Lifetime() {
        end = System.nanoTime() + UNLIMITED.toNanos();
        closing = Optional.empty();
    }

    static Lifetime unlimited() {
        return new Lifetime();
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
        closing.ifPresent(task -> task.cancel(false));
    }
}
