package org.pacsscp.bench.hospital.figure;

import java.util.Set;
import java.util.TreeSet;
import org.pacsscp.bench.measure.Histogram;

/** Counts what peers do, for a stretch of time, since the archive is warm, and for all of it. Usable by any thread. */
public final class Tally {
    private static final int MOST_MESSAGES = 5;

    private static final class Counts {
        private final Histogram store = new Histogram();
        private final Histogram query = new Histogram();
        private final Histogram retrieve = new Histogram();
        private final Histogram late = new Histogram();
        private long imagesBack;
        private long bytesIn;
        private long bytesBack;
        private long failures;

        Traffic toTraffic() {
            return new Traffic(
                    Quantiles.of(store),
                    Quantiles.of(query),
                    Quantiles.of(retrieve),
                    Quantiles.of(late),
                    imagesBack,
                    bytesIn,
                    bytesBack,
                    failures);
        }
    }

    private final Counts all = new Counts();
    private final Set<String> messages = new TreeSet<>();
    private Counts warm = new Counts();
    private Counts stretch = new Counts();

    public synchronized void stored(long nanos, long bytes) {
        for (Counts counts : each()) {
            counts.store.record(nanos);
            counts.bytesIn += bytes;
        }
    }

    public synchronized void found(long nanos) {
        for (Counts counts : each()) {
            counts.query.record(nanos);
        }
    }

    public synchronized void retrieved(long nanos) {
        for (Counts counts : each()) {
            counts.retrieve.record(nanos);
        }
    }

    public synchronized void received(long bytes) {
        for (Counts counts : each()) {
            counts.imagesBack++;
            counts.bytesBack += bytes;
        }
    }

    /** A study's turn has come, so long after it was due. */
    public synchronized void late(long nanos) {
        for (Counts counts : each()) {
            counts.late.record(nanos);
        }
    }

    public synchronized void failed(String message) {
        for (Counts counts : each()) {
            counts.failures++;
        }
        if (messages.size() < MOST_MESSAGES) {
            messages.add(message);
        }
    }

    private Counts[] each() {
        return new Counts[] {stretch, warm, all};
    }

    /** Returns what was counted since this was called last. */
    public synchronized Traffic take() {
        Traffic taken = stretch.toTraffic();
        stretch = new Counts();
        return taken;
    }

    /** Forgets what was counted until now, but for {@link #all}. */
    public synchronized void warmedUp() {
        warm = new Counts();
    }

    /** Returns what was counted since the archive is warm. */
    public synchronized Traffic warm() {
        return warm.toTraffic();
    }

    /** Returns all that was counted. */
    public synchronized Traffic all() {
        return all.toTraffic();
    }

    /** Returns some of the messages of what has failed, each once. */
    public synchronized Set<String> messages() {
        return Set.copyOf(messages);
    }
}
