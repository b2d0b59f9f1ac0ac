package org.pacsscp.examples.store;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what associations store, and logs a line of it when one ends. Usable by any thread. */
final class StoreMonitor implements AssociationListener {
    private static final Logger log = LoggerFactory.getLogger(StoreMonitor.class);

    private final LongSupplier nanoTime;
    private final Map<Long, Tally> tallies = new ConcurrentHashMap<>();

    /**
     * Starts with nothing.
     *
     * @param nanoTime as {@link System#nanoTime()} has it
     */
    StoreMonitor(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What the open associations have done so far, together.
     *
     * @param associations how many there are that last longer than was asked for
     * @param instances what those have stored
     * @param bytes what those have sent
     */
    record Progress(int associations, long instances, long bytes) {}

    /** Counts for one association. */
    private static final class Tally {
        final Association session;
        final long since;
        final LongAdder requested = new LongAdder();
        final LongAdder stored = new LongAdder();

        Tally(Association session, long since) {
            this.session = session;
            this.since = since;
        }
    }

    @Override
    public void opened(AssociationEvent.Opened event) {
        tallies.put(event.association().id(), new Tally(event.association(), nanoTime.getAsLong()));
    }

    @Override
    public void requested(AssociationEvent.Requested event) {
        Tally tally = tallies.get(event.association().id());
        if (tally != null && isStore(event.request())) {
            tally.requested.increment();
        }
    }

    @Override
    public void answered(AssociationEvent.Answered event) {
        Tally tally = tallies.get(event.association().id());
        if (tally != null && isStore(event.request()) && isStored(event.status())) {
            tally.stored.increment();
        }
    }

    @Override
    public void ended(AssociationEvent.Ended event) {
        Tally tally = tallies.remove(event.association().id());
        if (tally != null) {
            log.info("{}", summary(tally));
        }
    }

    /** Adds up the open associations that are older than this. */
    Progress progress(Duration olderThan) {
        long now = nanoTime.getAsLong();
        List<Tally> old = tallies.values().stream()
                .filter(tally -> now - tally.since > olderThan.toNanos())
                .toList();
        return new Progress(
                old.size(),
                old.stream().mapToLong(tally -> tally.stored.sum()).sum(),
                old.stream()
                        .mapToLong(tally -> tally.session.counters().bytesReceived())
                        .sum());
    }

    private String summary(Tally tally) {
        long stored = tally.stored.sum();
        double mebibytes = tally.session.counters().bytesReceived() / (double) (1 << 20);
        // Never 0: an association that ends within a tick of the clock has a rate, too.
        double seconds = Math.max(nanoTime.getAsLong() - tally.since, 1) / 1e9;
        return String.format(
                Locale.ROOT,
                "association %d with %s: %d instances stored, %d failed, %.1f MiB in %.3f s, %.1f MiB/s",
                tally.session.id(),
                tally.session.callingAeTitle(),
                stored,
                tally.requested.sum() - stored,
                mebibytes,
                seconds,
                mebibytes / seconds);
    }

    private static boolean isStore(CommandSet request) {
        return request.commandFieldCode() == CommandField.C_STORE_RQ.code();
    }

    private static boolean isStored(DimseStatus status) {
        return status.category() == DimseStatus.Category.SUCCESS || status.category() == DimseStatus.Category.WARNING;
    }
}
