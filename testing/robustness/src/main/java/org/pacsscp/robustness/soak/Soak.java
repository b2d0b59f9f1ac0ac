package org.pacsscp.robustness.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * Runs load and faults for some time, and looks at the acceptor at intervals.
 *
 * @param called the acceptor's AE title
 * @param duration of the load
 * @param faultShare how many faults come to one honest association
 * @param threads honest peers at a time
 */
public record Soak(String called, Duration duration, double faultShare, int threads) {
    private static final int SAMPLES = 100;
    private static final long SHORTEST_INTERVAL = Duration.ofSeconds(1).toNanos();
    private static final Duration REST = Duration.ofSeconds(15);

    /** What tells how an acceptor is. */
    interface Monitor {
        Vitals vitals() throws IOException;
    }

    /**
     * Runs. A tenth of the time before anything is noted is for the acceptor to get warm.
     *
     * @param monitor asked at each interval, and at rest before and after
     */
    SoakResult run(Endpoint endpoint, Monitor monitor) throws IOException, InterruptedException {
        load(endpoint, monitor, new Tape(), duration.dividedBy(10));
        Vitals before = atRest(monitor);
        Tape tape = new Tape();
        List<Sample> samples = load(endpoint, monitor, tape, duration);
        return new SoakResult(this, tape, samples, before, atRest(monitor));
    }

    private List<Sample> load(Endpoint endpoint, Monitor monitor, Tape tape, Duration time)
            throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        Load load = new Load(endpoint, called, faultShare, tape);
        List<Future<?>> running = load.begin(threads, time.toNanos());
        try {
            long start = System.nanoTime();
            long interval = Math.max(SHORTEST_INTERVAL, time.toNanos() / SAMPLES);
            long last = start;
            while (last - start < time.toNanos()) {
                park(Math.min(last + interval, start + time.toNanos()));
                long now = System.nanoTime();
                Latencies recent = tape.takeRecent();
                samples.add(new Sample(
                        (now - start) / 1e9,
                        recent.count() * 1e9 / (now - last),
                        recent.percentile(0.5),
                        recent.percentile(0.99),
                        monitor.vitals()));
                last = now;
            }
        } finally {
            load.end(running);
        }
        return samples;
    }

    /** Waits until every association has ended, and its connection with it. */
    private static Vitals atRest(Monitor monitor) throws IOException {
        Vitals vitals = monitor.vitals();
        long deadline = System.nanoTime() + REST.toNanos();
        long least = Long.MAX_VALUE;
        while (System.nanoTime() < deadline && (vitals.sessions() > 0 || vitals.descriptors() < least)) {
            least = vitals.sessions() > 0 ? Long.MAX_VALUE : vitals.descriptors();
            park(System.nanoTime() + Duration.ofMillis(500).toNanos());
            vitals = monitor.vitals();
        }
        return vitals;
    }

    private static void park(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
