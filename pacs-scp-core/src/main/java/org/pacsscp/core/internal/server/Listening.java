package org.pacsscp.core.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.association.Association;
import org.pacsscp.core.internal.association.ServiceUser;
import org.pacsscp.core.internal.io.Acceptor;
import org.pacsscp.core.internal.io.InboundSettings;
import org.pacsscp.core.internal.io.TlsSettings;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.operation.WorkerPool;
import org.pacsscp.core.internal.tls.TlsEngines;

/** What runs between a start and its stop: the bound addresses and the loops. Used by the threads that start and stop. */
final class Listening {
    /** How long peers have to close their connections after a release or abort when the server stops. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerContext context;
    private final LoopUser loops;
    private final List<Acceptor> acceptors = new ArrayList<>();

    /** Several endpoints may share keys and certificates. */
    private final Map<TlsConfig, TlsEngines> tls = new LinkedHashMap<>();

    private final WorkerPool workers;

    private Listening(ServerContext context, Consumer<Throwable> whenLoopFailed) throws IOException {
        this.context = context;
        workers = new WorkerPool(context.config().executor(), context.config().limits());
        loops = context.loops().join(whenLoopFailed);
    }

    /**
     * Starts the loops, reads the TLS files and binds every address; if one cannot be bound, none stays so. {@code
     * whenLoopFailed} is told, by its thread, of a loop that has to end before it is stopped.
     */
    static Listening open(ServerContext context, Consumer<Throwable> whenLoopFailed) throws IOException {
        Listening opening = new Listening(context, whenLoopFailed);
        try {
            opening.bind(context.config());
        } catch (IOException | RuntimeException | Error e) {
            opening.closeAcceptors();
            opening.loops.leave("the server could not be started");
            throw e;
        }
        opening.acceptors.forEach(Acceptor::open);
        return opening;
    }

    private void bind(ServerConfig config) throws IOException {
        for (Endpoint endpoint : config.endpoints()) {
            InboundSettings settings = settings(tlsSettings(endpoint));
            acceptors.add(Acceptor.bind(endpoint.address(), config.limits().backlog(), loops, settings));
        }
    }

    private InboundSettings settings(Optional<TlsSettings> tlsSettings) {
        ServerConfig config = context.config();
        ServiceUser user = new ServedAssociations(context, workers);
        return new InboundSettings(
                connection -> Association.accepting(context.associations(), user, connection),
                context.waitingRoom(),
                config.timeouts().write().toNanos(),
                address -> config.trustedProxies().stream().anyMatch(proxy -> proxy.contains(address)),
                config.timeouts().request().toNanos(),
                context.events()::proxyRefused,
                tlsSettings);
    }

    private Optional<TlsSettings> tlsSettings(Endpoint endpoint) throws IOException {
        if (endpoint.tls().isEmpty()) {
            return Optional.empty();
        }
        TlsEngines engines = engines(endpoint.tls().get());
        return Optional.of(new TlsSettings(
                peer -> engines.newEngine(peer.getAddress().getHostAddress(), peer.getPort()),
                context.config().timeouts().tlsHandshake().toNanos(),
                workers));
    }

    private TlsEngines engines(TlsConfig config) throws IOException {
        TlsEngines present = tls.get(config);
        if (present != null) {
            return present;
        }
        TlsEngines opened = TlsEngines.open(config);
        tls.put(config, opened);
        return opened;
    }

    /** Takes nobody in any more. */
    void closeAcceptors() {
        acceptors.forEach(Acceptor::close);
        tls.values().forEach(TlsEngines::close);
    }

    /** The configured endpoints, bound: in their order, with their real ports. */
    List<Endpoint> endpoints() {
        List<Endpoint> configured = context.config().endpoints();
        return IntStream.range(0, configured.size())
                .mapToObj(i -> new Endpoint(
                        acceptors.get(i).address(), configured.get(i).tls()))
                .toList();
    }

    void reloadTls() throws IOException {
        for (TlsEngines engines : tls.values()) {
            engines.reload();
        }
    }

    /** Lets associations finish, then ends everything. The addresses stay bound meanwhile, to tell callers RJ(2,3,1). */
    void drain(Duration drain) {
        Admission admission = context.admission();
        if (!drain.isZero()) {
            admission.connections().forEach(connection -> connection.drain("the server stops"));
            admission.awaitNoAssociation(drain.toNanos());
        }
        closeAcceptors();
        admission.connections().forEach(connection -> connection.stop("the server stops"));
        admission.awaitNoConnection(FAREWELL_NANOS);
        workers.close();
        loops.leave("the server stopped");
    }
}
