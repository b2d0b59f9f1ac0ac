package org.pacsscp.micrometer;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Association;

/**
 * Which associations are open, and what went over those that were. Any thread; the lock is taken when an association begins or
 * ends and when figures are read, never for an operation.
 */
final class OpenAssociations {
    private final Map<Side, Counted> bySide = new EnumMap<>(Side.class);

    OpenAssociations() {
        for (Side side : Side.values()) {
            bySide.put(side, new Counted());
        }
    }

    void opened(Association association) {
        counted(Side.of(association)).opened(association);
    }

    /** Returns for how many nanoseconds it was open; -1 if nothing was known of it. */
    long ended(Association association) {
        return counted(Side.of(association)).ended(association);
    }

    int count(Side side) {
        return counted(side).count();
    }

    long bytesReceived(Side side) {
        return counted(side).bytesReceived();
    }

    long bytesSent(Side side) {
        return counted(side).bytesSent();
    }

    private Counted counted(Side side) {
        Counted present = bySide.get(side);
        if (present == null) {
            throw new IllegalStateException("no figures of " + side);
        }
        return present;
    }

    /** Those of one side. What has ended is added up in the moment in which it leaves the open ones: a sum never falls. */
    private static final class Counted {
        private final Map<Long, Open> open = new HashMap<>();
        private long endedReceived;
        private long endedSent;

        private record Open(Association association, long since) {}

        synchronized void opened(Association association) {
            open.put(association.id(), new Open(association, System.nanoTime()));
        }

        synchronized long ended(Association association) {
            @Nullable Open known = open.remove(association.id());
            if (known == null) {
                return -1;
            }
            Association.Counters last = association.counters();
            endedReceived += last.bytesReceived();
            endedSent += last.bytesSent();
            return System.nanoTime() - known.since();
        }

        synchronized int count() {
            return open.size();
        }

        synchronized long bytesReceived() {
            return endedReceived + ofOpen(Association.Counters::bytesReceived);
        }

        synchronized long bytesSent() {
            return endedSent + ofOpen(Association.Counters::bytesSent);
        }

        private long ofOpen(ToLongFunction<Association.Counters> figure) {
            return open.values().stream()
                    .mapToLong(one -> figure.applyAsLong(one.association().counters()))
                    .sum();
        }
    }
}
