package org.pacsscp.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.RejectReason;

/** What is counted and timed in one registry. Any thread. */
final class RegistryMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final CallingTitles titles;

    /** By the tag of the calling AE title, of which there are few. */
    private final Map<Tags, OperationTimers> operations = new ConcurrentHashMap<>();

    private final OperationTimers withoutTitle;

    /** Meters that have few tags are there from the beginning, so that the first of a kind is seen as an increase. */
    RegistryMeters(MeterRegistry registry, Tags tags, CallingTitles titles) {
        this.registry = registry;
        this.tags = tags;
        this.titles = titles;
        withoutTitle = new OperationTimers(registry, tags);
        for (Side side : Side.values()) {
            opened(side, Tag.OTHER);
            for (AssociationEnd.Kind end : AssociationEnd.Kind.values()) {
                duration(side, end, Tag.OTHER);
            }
        }
        for (RejectReason reason : RejectReason.values()) {
            rejected(reason, Tag.OTHER);
        }
        for (AssociationException.Kind kind : AssociationException.Kind.values()) {
            failed(kind);
        }
        refused();
    }

    Counter opened(Side side, String callingAeTitle) {
        return Counter.builder("pacsscp.associations.opened")
                .description("Associations that were opened")
                .tags(tags)
                .tags(titles.tags(callingAeTitle))
                .tag(Tag.SIDE, Tag.value(side))
                .register(registry);
    }

    Counter rejected(RejectReason reason, String callingAeTitle) {
        return Counter.builder("pacsscp.associations.rejected")
                .description("Associations that we rejected")
                .tags(tags)
                .tags(titles.tags(callingAeTitle))
                .tag(Tag.REASON, Tag.value(reason))
                .register(registry);
    }

    Counter failed(AssociationException.Kind kind) {
        return Counter.builder("pacsscp.associations.failed")
                .description("Associations that we wanted and did not get")
                .tags(tags)
                .tag(Tag.REASON, Tag.value(kind))
                .register(registry);
    }

    Counter refused() {
        return Counter.builder("pacsscp.connections.refused")
                .description("Connections to us that ended without an association, other than by a rejection")
                .tags(tags)
                .register(registry);
    }

    void ended(Side side, AssociationEnd.Kind end, String callingAeTitle, long nanos) {
        duration(side, end, callingAeTitle).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer duration(Side side, AssociationEnd.Kind end, String callingAeTitle) {
        return Timer.builder("pacsscp.associations.duration")
                .description("How long associations were open, by what has ended them")
                .tags(tags)
                .tags(titles.tags(callingAeTitle))
                .tag(Tag.SIDE, Tag.value(side))
                .tag(Tag.END, Tag.value(end))
                .register(registry);
    }

    /** {@code kind} is that of {@link OperationKind}. */
    void operation(int kind, Association association, long elapsedNanos) {
        timers(association).record(kind, elapsedNanos);
    }

    private OperationTimers timers(Association association) {
        if (titles.areWanted()) {
            return operations.computeIfAbsent(
                    titles.tags(association.callingAeTitle().value()),
                    more -> new OperationTimers(registry, tags.and(more)));
        }
        return withoutTitle;
    }
}
