package org.pacsscp.micrometer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What it takes time to find out, such as a query of a database: found out once for all meters that are read together, and never waited
 * for longer than a second. A database that does not answer must not take the other meters with it.
 *
 * <p>Any thread. It is found out on a thread of its own, of which there is one at a time, and none while nobody asks.
 */
final class Reading<T> {
    /** How long whoever reads all meters waits for this one. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** All meters of a registry are read in less. */
    static final Duration TOGETHER = Duration.ofSeconds(1);

    private final Callable<T> source;
    private final Duration kept;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private volatile @Nullable T known;
    private @Nullable CompletableFuture<T> latest;
    private long begun;

    Reading(Callable<T> source) {
        this(source, TOGETHER);
    }

    /** Begins with nothing known; what is found out counts for so long. */
    Reading(Callable<T> source, Duration kept) {
        this(source, kept, PATIENCE, System::nanoTime);
    }

    Reading(Callable<T> source, Duration kept, Duration patience, LongSupplier nanoTime) {
        this.source = source;
        this.kept = kept;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns what is so now, or was a moment ago.
     *
     * @throws IllegalStateException if it cannot be found out in time; the message says why
     */
    T now() {
        CompletableFuture<T> reading;
        long left;
        synchronized (this) {
            reading = latest;
            if (reading == null || (reading.isDone() && nanoTime.getAsLong() - begun >= kept.toNanos())) {
                begun = nanoTime.getAsLong();
                reading = begin();
                latest = reading;
            }
            left = patience.toNanos() - (nanoTime.getAsLong() - begun);
        }
        try {
            return reading.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing was found out within " + patience, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private CompletableFuture<T> begin() {
        CompletableFuture<T> reading = new CompletableFuture<>();
        Thread thread = new Thread(() -> find(reading), "pacs-scp-metrics");
        thread.setDaemon(true);
        thread.start();
        return reading;
    }

    private void find(CompletableFuture<T> reading) {
        try {
            T found = source.call();
            known = found;
            reading.complete(found);
        } catch (Throwable e) {
            // Told to who waits.
            reading.completeExceptionally(e);
        }
    }

    /** Returns what is so now or, if that cannot be found out, what was last known: for counts, which must not fall. */
    Optional<T> known() {
        try {
            return Optional.of(now());
        } catch (IllegalStateException e) {
            return Optional.ofNullable(known);
        }
    }
}
