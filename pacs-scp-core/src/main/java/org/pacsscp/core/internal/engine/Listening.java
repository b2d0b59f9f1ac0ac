package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.io.Acceptor;
import org.pacsscp.core.internal.io.BufferPool;
import org.pacsscp.core.internal.io.Intake;
import org.pacsscp.core.internal.io.IoLoop;
import org.pacsscp.core.internal.io.SelectorPool;
import org.pacsscp.core.internal.io.TlsIntake;
import org.pacsscp.core.internal.tls.TlsEngines;

/** What runs between a start and its stop: the bound addresses and the loops. Used by the threads that start and stop. */
final class Listening {
    /** How long peers have to close their connections after a release or abort when the server stops. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerContext context;
    private final Optional<TlsEngines> tls;
    private final List<IoLoop> loops = new ArrayList<>();
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final List<Acceptor> tlsAcceptors = new ArrayList<>();
    private final BufferPool buffers = BufferPool.ofLongBuffers();
    private final SelectorPool selectors = new SelectorPool();
    private final WorkerPool workers;

    private Listening(ServerContext context, Optional<TlsEngines> tls) {
        this.context = context;
        this.tls = tls;
        workers = new WorkerPool(context.config());
    }

    /** Reads the TLS files, binds every address and starts the loops; if one cannot be bound, none stays so. */
    static Listening open(ServerContext context) throws IOException {
        Optional<TlsConfig> config = context.config().tls();
        Listening opening = new Listening(
                context, config.isPresent() ? Optional.of(TlsEngines.open(config.get())) : Optional.empty());
        try {
            opening.bind(context.config());
        } catch (IOException | RuntimeException e) {
            opening.closeAcceptors();
            opening.loops.forEach(IoLoop::discard);
            throw e;
        }
        opening.loops.forEach(IoLoop::start);
        opening.allAcceptors().forEach(Acceptor::open);
        return opening;
    }

    private void bind(ServerConfig config) throws IOException {
        for (int i = 1; i <= config.loops(); i++) {
            loops.add(new IoLoop("pacs-scp-io-" + i, context.time(), buffers, selectors));
        }
        for (InetSocketAddress address : config.addresses()) {
            acceptors.add(Acceptor.bind(address, config.limits().backlog(), loops, intake(Optional.empty())));
        }
        for (InetSocketAddress address : config.tlsAddresses()) {
            Intake intake = intake(tls.map(this::tlsIntake));
            tlsAcceptors.add(Acceptor.bind(address, config.limits().backlog(), loops, intake));
        }
    }

    private Intake intake(Optional<TlsIntake> tlsIntake) {
        ServerConfig config = context.config();
        return new Intake(
                connection -> new Association(context, workers, connection),
                config.timeouts().write().toNanos(),
                address -> config.trustedProxies().stream().anyMatch(proxy -> proxy.contains(address)),
                config.timeouts().request().toNanos(),
                context.events()::proxyRefused,
                tlsIntake);
    }

    private TlsIntake tlsIntake(TlsEngines engines) {
        return new TlsIntake(
                peer -> engines.newEngine(peer.getAddress().getHostAddress(), peer.getPort()),
                context.config().timeouts().tlsHandshake().toNanos(),
                workers);
    }

    private Stream<Acceptor> allAcceptors() {
        return Stream.concat(acceptors.stream(), tlsAcceptors.stream());
    }

    private void closeAcceptors() {
        allAcceptors().forEach(Acceptor::close);
        tls.ifPresent(TlsEngines::close);
    }

    List<InetSocketAddress> addresses() {
        return acceptors.stream().map(Acceptor::address).toList();
    }

    List<InetSocketAddress> tlsAddresses() {
        return tlsAcceptors.stream().map(Acceptor::address).toList();
    }

    void reloadTls() throws IOException {
        if (tls.isPresent()) {
            tls.get().reload();
        }
    }

    /** Lets associations finish, then ends everything. The addresses stay bound meanwhile, to tell callers RJ(2,3,1). */
    void drain(Duration drain) {
        Admission admission = context.admission();
        if (!drain.isZero()) {
            admission.connections().forEach(Association::drain);
            admission.awaitNoAssociation(drain.toNanos());
        }
        closeAcceptors();
        admission.connections().forEach(Association::abortBecauseStopping);
        admission.awaitNoConnection(FAREWELL_NANOS);
        workers.close();
        loops.forEach(IoLoop::stop);
        selectors.close();
    }
}
