package org.pacsscp.bench.dataset;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

/**
 * Lets libraries take turns: in each round each has one, of about the same length, so that what slows the machine down for a
 * while slows all of them.
 *
 * @param count how many
 * @param turn how long one turn is
 * @param warmUp how long each library does a thing before it counts
 */
record Rounds(int count, Duration turn, Duration warmUp) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_SECOND = 1e9;

    /** One library at one thing. */
    private record Competitor(Library library, Turn turn, int times) {}

    /** Measures one task with all libraries that can do it. */
    void measure(Task task, Samples samples, List<Library> libraries, Results results, PrintStream progress)
            throws IOException {
        results.begin(task.description());
        for (Sample sample : samples.of(task)) {
            progress.println("measuring " + task.description().name() + ": " + sample.name());
            List<Competitor> competitors = new ArrayList<>();
            for (Library library : libraries) {
                Optional<Turn> prepared = library.turn(task, sample);
                if (prepared.isPresent()) {
                    competitors.add(new Competitor(library, prepared.get(), warmedUp(prepared.get())));
                }
            }
            for (int round = 1; round <= count; round++) {
                for (Competitor competitor : competitors) {
                    results.add(new Observation(
                            task.description().name(),
                            sample.name(),
                            competitor.library().name(),
                            round,
                            values(competitor)));
                }
            }
        }
    }

    /** Returns how many operations make a turn. */
    private int warmedUp(Turn prepared) throws IOException {
        long end = System.nanoTime() + warmUp.toNanos();
        int times = 1;
        while (true) {
            long taken = Math.max(1, prepared.take(times));
            double fitting = Math.min(1e8, (double) times * turn.toNanos() / taken);
            // Slowly, for the first ones are interpreted.
            times = (int) Math.max(1, Math.min(fitting, 4.0 * times));
            if (System.nanoTime() >= end) {
                return times;
            }
        }
    }

    private static Map<Metric, Double> values(Competitor competitor) throws IOException {
        int times = competitor.times();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long taken = competitor.turn().take(times);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.TIME, Metric.TIME.shown(taken / NANOS_PER_SECOND / times));
        if (competitor.turn() instanceof Operation.OnThisThread) {
            values.put(Metric.ALLOCATED, (double) allocated / times);
        }
        return values;
    }
}
