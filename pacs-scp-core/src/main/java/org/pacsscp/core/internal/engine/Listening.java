package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pacsscp.core.internal.io.Acceptor;
import org.pacsscp.core.internal.io.BufferPool;
import org.pacsscp.core.internal.io.Intake;
import org.pacsscp.core.internal.io.IoLoop;
import org.pacsscp.core.internal.io.SelectorPool;

/** What runs between a start and its stop: the bound addresses and the loops. Used by the threads that start and stop. */
final class Listening {
    /** How long peers have to close their connections after a release or abort when the server stops. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerContext context;
    private final List<IoLoop> loops;
    private final List<Acceptor> acceptors;
    private final SelectorPool selectors;
    private final WorkerPool workers;

    private Listening(
            ServerContext context,
            List<IoLoop> loops,
            List<Acceptor> acceptors,
            SelectorPool selectors,
            WorkerPool workers) {
        this.context = context;
        this.loops = loops;
        this.selectors = selectors;
        this.workers = workers;
        this.acceptors = acceptors;
    }

    /** Binds every address and starts the loops; if one cannot be bound, none stays so. */
    static Listening open(ServerContext context) throws IOException {
        List<IoLoop> loops = new ArrayList<>();
        List<Acceptor> acceptors = new ArrayList<>();
        BufferPool buffers = new BufferPool();
        SelectorPool selectors = new SelectorPool();
        WorkerPool workers = new WorkerPool(context.config());
        try {
            for (int i = 1; i <= context.config().loops(); i++) {
                loops.add(new IoLoop("pacs-scp-io-" + i, context.time(), buffers, selectors));
            }
            Intake intake = new Intake(
                    connection -> new Association(context, workers, connection),
                    context.config().timeouts().write().toNanos(),
                    address -> context.config().trustedProxies().stream().anyMatch(proxy -> proxy.contains(address)),
                    context.config().timeouts().request().toNanos(),
                    Optional.empty());
            for (InetSocketAddress address : context.config().addresses()) {
                acceptors.add(Acceptor.bind(address, context.config().limits().backlog(), loops, intake));
            }
        } catch (IOException | RuntimeException e) {
            acceptors.forEach(Acceptor::close);
            loops.forEach(IoLoop::discard);
            throw e;
        }
        loops.forEach(IoLoop::start);
        acceptors.forEach(Acceptor::open);
        return new Listening(context, loops, acceptors, selectors, workers);
    }

    List<InetSocketAddress> addresses() {
        return acceptors.stream().map(Acceptor::address).toList();
    }

    /** Lets associations finish, then ends everything. The addresses stay bound meanwhile, to tell callers RJ(2,3,1). */
    void drain(Duration drain) {
        Admission admission = context.admission();
        if (!drain.isZero()) {
            admission.connections().forEach(Association::drain);
            admission.awaitNoAssociation(drain.toNanos());
        }
        acceptors.forEach(Acceptor::close);
        admission.connections().forEach(Association::abortBecauseStopping);
        admission.awaitNoConnection(FAREWELL_NANOS);
        workers.close();
        loops.forEach(IoLoop::stop);
        selectors.close();
    }
}
