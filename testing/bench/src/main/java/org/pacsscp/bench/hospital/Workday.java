package org.pacsscp.bench.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.pacsscp.bench.hospital.day.DayPlan;
import org.pacsscp.bench.hospital.day.PlannedStudy;
import org.pacsscp.bench.hospital.figure.Stretch;
import org.pacsscp.bench.hospital.figure.Tally;
import org.pacsscp.bench.hospital.peer.Reader;
import org.pacsscp.bench.hospital.peer.Sender;

/**
 * Has the studies of a plan sent and read when they are due, or as soon after as a peer is free. The arrivals do not wait for the
 * archive: what it does not take in time waits, and is counted as late.
 */
final class Workday {
    private static final double NANOS = 1e9;

    private final DayPlan plan;
    private final Pace pace;
    private final double delayHours;
    private final Sender sender;
    private final Reader reader;
    private final Tally tally;
    private final ScheduledThreadPoolExecutor modalities;
    private final ScheduledThreadPoolExecutor routers;
    private final ScheduledThreadPoolExecutor readers;
    private final AtomicLong left = new AtomicLong();

    Workday(DayPlan plan, Pace pace, double delayHours, Peers peers, Sender sender, Reader reader, Tally tally) {
        this.plan = plan;
        this.pace = pace;
        this.delayHours = delayHours;
        this.sender = sender;
        this.reader = reader;
        this.tally = tally;
        modalities = pool("modality", peers, Peers::modalities);
        routers = pool("router", peers, Peers::routers);
        readers = pool("reader", peers, Peers::readers);
    }

    private static ScheduledThreadPoolExecutor pool(String name, Peers peers, ToIntFunction<Peers> size) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, name + " " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ScheduledThreadPoolExecutor(size.applyAsInt(peers), threads);
    }

    /**
     * What was measured.
     *
     * @param hours each hour, and what was left after the last
     * @param working all hours that count together, without what was left
     */
    record Outcome(List<Stretch> hours, Stretch working) {}

    /**
     * Does it.
     *
     * @param sampler ends a stretch after each hour, and one after the rest, if there is any
     * @param patienceNanos how long the rest may take before it is given up
     */
    Outcome run(Sampler sampler, long patienceNanos) throws InterruptedException {
        long begun = System.nanoTime();
        left.set(plan.studies().size());
        plan.studies().forEach(study -> schedule(study, begun));
        List<Stretch> stretches = new ArrayList<>();
        for (int hour = pace.hours().from(); hour < pace.hours().to(); hour++) {
            if (hour == pace.timed().from()) {
                tally.warmedUp();
                sampler.warmedUp();
            }
            sleepUntil(begun + pace.nanosUntil(hour + 1.0));
            stretches.add(sampler.end(Integer.toString(hour), tally.take()));
        }
        Stretch working = sampler.whole(tally.warm());
        if (awaitRest(begun + pace.nanosUntil(pace.hours().to()) + patienceNanos)) {
            stretches.add(sampler.end("rest", tally.take()));
        }
        for (ScheduledThreadPoolExecutor pool : List.of(modalities, routers, readers)) {
            pool.shutdownNow();
            pool.awaitTermination(pace.length().toSeconds() + 1, TimeUnit.SECONDS);
        }
        return new Outcome(stretches, working);
    }

    /** How many studies were not sent and read to the end. */
    long undone() {
        return left.get();
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    }

    /** Returns whether there was anything left. */
    private boolean awaitRest(long latest) throws InterruptedException {
        boolean waited = left.get() > 0;
        while (left.get() > 0 && System.nanoTime() - latest < 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return waited;
    }

    private void schedule(PlannedStudy study, long begun) {
        long due = begun + pace.nanosUntil(study.hour());
        ScheduledThreadPoolExecutor peers = study.routed() ? routers : modalities;
        at(due, peers, () -> send(study, due));
    }

    private void send(PlannedStudy study, long due) throws InterruptedException {
        tally.late(System.nanoTime() - due);
        boolean sent = sender.send(study);
        if (sent && study.read() && !readers.isShutdown()) {
            long reading = Math.max(due + Math.round(delayHours * pace.secondsAnHour() * NANOS), System.nanoTime());
            at(reading, readers, () -> read(study, reading));
        } else {
            left.decrementAndGet();
        }
    }

    private void read(PlannedStudy study, long due) throws InterruptedException {
        tally.late(System.nanoTime() - due);
        reader.read(study);
        left.decrementAndGet();
    }

    private interface Errand {
        void run() throws InterruptedException;
    }

    private void at(long due, ScheduledThreadPoolExecutor peers, Errand errand) {
        // What it throws is told by the errand itself: nobody waits for the future.
        var unused = peers.schedule(() -> guarded(errand), due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void guarded(Errand errand) {
        try {
            errand.run();
        } catch (InterruptedException e) {
            // Given up: it stays among those that are left.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            tally.failed("the load program: " + e);
            left.decrementAndGet();
        }
    }
}
