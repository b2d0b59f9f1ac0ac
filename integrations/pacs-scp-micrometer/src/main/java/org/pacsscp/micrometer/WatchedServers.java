package org.pacsscp.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.pacsscp.api.Server;

/** The servers whose figures are read, all together; any thread. */
final class WatchedServers {
    private final List<Server> servers = new CopyOnWriteArrayList<>();

    void add(Server server) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
    }

    private long sum(ToLongFunction<Server> figure) {
        return servers.stream().mapToLong(figure).sum();
    }

    /** Registers the meters of what only servers know. */
    void bindTo(MeterRegistry registry, Tags tags) {
        FunctionCounter.builder(
                        "pacsscp.connections.accepted",
                        this,
                        all -> all.sum(server -> server.statistics().connectionsAccepted()))
                .description("Connections that servers accepted")
                .tags(tags)
                .register(registry);
        gauge(
                registry,
                tags,
                "pacsscp.servers.ready",
                "Servers that would take another association",
                server -> server.ready() ? 1 : 0);
        gauge(
                registry,
                tags,
                "pacsscp.associations.limit",
                "Associations that there may be",
                server -> server.config().limits().maxAssociations());
        gauge(
                registry,
                tags,
                "pacsscp.connections.pending.limit",
                "Connections without an association that there may be",
                server -> server.config().limits().maxPendingConnections());
        load(
                registry,
                tags,
                "pacsscp.connections.pending",
                "Connections without an association",
                Server.Load::pendingConnections);
        load(
                registry,
                tags,
                "pacsscp.operations.active",
                "Operations that handlers serve on workers",
                Server.Load::operations);
        load(
                registry,
                tags,
                "pacsscp.operations.waiting",
                "Operations that wait for a worker or an earlier operation",
                Server.Load::waitingOperations);
        bytes(
                registry,
                tags,
                "pacsscp.connections.pending.memory",
                "Bytes that connections without an association hold",
                server -> server.load().pendingBytes());
        bytes(
                registry,
                tags,
                "pacsscp.data.memory",
                "Bytes of data sets that are held for handlers",
                server -> server.load().dataInMemory());
        bytes(
                registry,
                tags,
                "pacsscp.data.memory.limit",
                "Bytes of data sets that may be held for handlers",
                server -> server.config().limits().maxDataInMemory());
    }

    private void load(
            MeterRegistry registry, Tags tags, String name, String description, ToLongFunction<Server.Load> figure) {
        gauge(registry, tags, name, description, server -> figure.applyAsLong(server.load()));
    }

    private void gauge(
            MeterRegistry registry, Tags tags, String name, String description, ToLongFunction<Server> figure) {
        Gauge.builder(name, this, all -> all.sum(figure))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void bytes(
            MeterRegistry registry, Tags tags, String name, String description, ToLongFunction<Server> figure) {
        Gauge.builder(name, this, all -> all.sum(figure))
                .description(description)
                .baseUnit(BaseUnits.BYTES)
                .tags(tags)
                .register(registry);
    }
}
