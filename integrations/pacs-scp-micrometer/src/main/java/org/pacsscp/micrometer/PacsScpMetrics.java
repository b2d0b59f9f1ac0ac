package org.pacsscp.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.Server;

/**
 * Metrics of servers and clients, for Micrometer.
 *
 * <p>It is a listener of those whose associations and operations it counts, it watches servers for what only they know, and it
 * is bound to the registry, or to several. One is enough for all servers and clients of an application, whose figures are then
 * added up; who wants them apart makes several, with {@linkplain Builder#tags tags} that differ. Names and tags are listed in
 * {@code docs/metrics.md}, and stay.
 *
 * <pre>{@code
 * PacsScpMetrics metrics = PacsScpMetrics.create();
 * metrics.bindTo(registry);
 * Server server = Server.builder().aeTitle("MY_PACS").listener(metrics).build();
 * metrics.watch(server);
 * Client client = Client.builder().aeTitle("MY_PACS").listener(metrics).build();
 * }</pre>
 *
 * <p>What happens before it is bound is not counted in that registry. All methods may be called by any thread.
 *
 * @since 0.1.0
 */
public final class PacsScpMetrics implements MeterBinder, AssociationListener {
    private final Tags tags;
    private final CallingTitles titles;
    private final WatchedServers servers = new WatchedServers();
    private final OpenAssociations associations = new OpenAssociations();
    private volatile RegistryMeters[] registries = {};

    private PacsScpMetrics(Builder builder) {
        tags = builder.tags;
        titles = new CallingTitles(builder.callingAeTitles);
    }

    /**
     * Makes metrics without further tags.
     *
     * @return metrics that are bound to no registry yet
     */
    public static PacsScpMetrics create() {
        return builder().build();
    }

    /**
     * Starts to describe metrics.
     *
     * @return a builder with every default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the figures of a server, too, which no listener is told: what waits, what is held, and what the limits are. It may be
     * called before or after {@link #bindTo}. The server's associations are counted only if this is one of its listeners.
     *
     * @param server a server of this application; it is kept for as long as this object
     * @return this
     */
    public PacsScpMetrics watch(Server server) {
        servers.add(Objects.requireNonNull(server, "server"));
        return this;
    }

    /**
     * Registers the meters, and counts there from now on.
     *
     * @param registry where to; once for each
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        for (Side side : Side.values()) {
            bindAssociations(registry, side);
        }
        servers.bindTo(registry, tags);
        add(new RegistryMeters(registry, tags, titles));
    }

    /** An array, since a list would make an iterator for each operation. */
    private synchronized void add(RegistryMeters meters) {
        RegistryMeters[] more = Arrays.copyOf(registries, registries.length + 1);
        more[registries.length] = meters;
        registries = more;
    }

    private void bindAssociations(MeterRegistry registry, Side side) {
        Tags ofSide = tags.and(Tag.SIDE, Tag.value(side));
        Gauge.builder("pacsscp.associations.open", associations, all -> all.count(side))
                .description("Associations that are open")
                .tags(ofSide)
                .register(registry);
        FunctionCounter.builder("pacsscp.received", associations, all -> all.bytesReceived(side))
                .description("What came over associations")
                .baseUnit(BaseUnits.BYTES)
                .tags(ofSide)
                .register(registry);
        FunctionCounter.builder("pacsscp.sent", associations, all -> all.bytesSent(side))
                .description("What was sent over associations")
                .baseUnit(BaseUnits.BYTES)
                .tags(ofSide)
                .register(registry);
    }

    @Override
    public void opened(AssociationEvent.Opened event) {
        Association association = event.association();
        associations.opened(association);
        for (RegistryMeters meters : registries) {
            meters.opened(Side.of(association), association.callingAeTitle().value())
                    .increment();
        }
    }

    @Override
    public void failed(AssociationEvent.Failed event) {
        for (RegistryMeters meters : registries) {
            meters.failed(event.failure().kind()).increment();
        }
    }

    @Override
    public void rejected(AssociationEvent.Rejected event) {
        for (RegistryMeters meters : registries) {
            meters.rejected(event.reason(), event.callingAeTitle()).increment();
        }
    }

    @Override
    public void refused(AssociationEvent.Refused event) {
        for (RegistryMeters meters : registries) {
            meters.refused().increment();
        }
    }

    @Override
    public void answered(AssociationEvent.Answered event) {
        record(
                OperationKind.performed(event.request(), event.status()),
                event.association(),
                event.elapsed().toNanos());
    }

    @Override
    public void completed(AssociationEvent.Completed event) {
        record(
                OperationKind.invoked(event.invocation(), event.status().orElse(null)),
                event.association(),
                event.elapsed().toNanos());
    }

    private void record(int kind, Association association, long elapsedNanos) {
        for (RegistryMeters meters : registries) {
            meters.operation(kind, association, elapsedNanos);
        }
    }

    @Override
    public void ended(AssociationEvent.Ended event) {
        Association association = event.association();
        long nanos = associations.ended(association);
        if (nanos < 0) {
            return;
        }
        for (RegistryMeters meters : registries) {
            meters.ended(
                    Side.of(association),
                    event.end().kind(),
                    association.callingAeTitle().value(),
                    nanos);
        }
    }

    /**
     * Describes metrics. Not for several threads at once.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final Set<AeTitle> callingAeTitles = new HashSet<>();
        private Tags tags = Tags.empty();

        private Builder() {}

        /**
         * Adds tags to every meter, such as which of several servers it is.
         *
         * @param more the tags
         * @return this builder
         */
        public Builder tags(Tags more) {
            tags = tags.and(more);
            return this;
        }

        /**
         * Adds the tag {@code calling} to what is counted of associations and operations: one of these calling AE titles, or {@code
         * other}. Without this there is no such tag. Only titles that are named become values, since a peer may send any title, and
         * each is a meter of its own.
         *
         * @param titles who calls, such as the modalities of a site; at least one for the tag to be there
         * @return this builder
         * @throws IllegalArgumentException if one is no AE title
         */
        public Builder callingAeTitles(String... titles) {
            Arrays.stream(titles).map(AeTitle::of).forEach(callingAeTitles::add);
            return this;
        }

        /**
         * Makes the metrics.
         *
         * @return metrics that are bound to no registry yet
         */
        public PacsScpMetrics build() {
            return new PacsScpMetrics(this);
        }
    }
}
