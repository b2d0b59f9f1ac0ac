package org.pacsscp.core.internal.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.association.InlineServing;
import org.pacsscp.core.internal.io.TlsSettings;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.tls.ClientTlsEngines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client's life; any thread. The lock guards whether it is closed, and what it has opened. */
final class DefaultClient implements Client {
    private static final Logger log = LoggerFactory.getLogger(DefaultClient.class);

    /** How long peers have to close their connections after a release or abort when the client is closed. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String WHY_CLOSED = "the client is closed";

    private final ClientContext context;
    private final OwnAssociations associations;
    private final LongAdder failed = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final CompletableFuture<@Nullable Void> closedDown = new CompletableFuture<>();

    /** Those of the present; {@code null} before the first association, and after a loop has failed. */
    private volatile @Nullable LoopUser loops;

    /** All that were ever used: where one loop has failed, others may still have associations. */
    private final List<LoopUser> usedLoops = new ArrayList<>();

    /** What is wanted and has not come yet. */
    private final Set<Wish> wishes = ConcurrentHashMap.newKeySet();

    private @Nullable ClientTlsEngines tls;
    private boolean closed;

    /** An association that somebody waits for. */
    private record Wish(CompletableFuture<RequestedAssociation> result, AssociationProposal proposal) {
        void giveUp(String why) {
            result.completeExceptionally(
                    new AssociationException(Kind.CLIENT_CLOSED, "no association with " + proposal + ": " + why));
        }
    }

    DefaultClient(ClientContext context) {
        this.context = context;
        associations = new OwnAssociations(context.events());
    }

    @Override
    public ClientConfig config() {
        return context.config();
    }

    @Override
    public RequestedAssociation open(AssociationProposal proposal) throws AssociationException, InterruptedException {
        if (IoLoop.isLoopThread() || InlineServing.isUnderWay()) {
            throw new IllegalStateException(
                    "open(...) waits for the peer and must not be called by an I/O thread or an InlineHandler; call it"
                            + " from another handler or a thread of your own");
        }
        CompletableFuture<RequestedAssociation> result = new CompletableFuture<>();
        attempt(proposal, result).ifPresent(Attempt::beginAndAttend);
        try {
            return result.get();
        } catch (InterruptedException e) {
            if (!result.cancel(true) && !result.isCompletedExceptionally()) {
                result.join().close();
            }
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssociationException failure) {
                throw failure;
            }
            throw new IllegalStateException("an association could not be opened", e.getCause());
        }
    }

    @Override
    public CompletionStage<RequestedAssociation> openAsync(AssociationProposal proposal) {
        CompletableFuture<RequestedAssociation> result = new CompletableFuture<>();
        attempt(proposal, result).ifPresent(attempt -> {
            if (attempt.beginsAtOnce()) {
                attempt.begin();
            } else {
                beginOnWorker(attempt, result);
            }
        });
        return result;
    }

    private void beginOnWorker(Attempt attempt, CompletableFuture<RequestedAssociation> result) {
        try {
            context.workers().execute(attempt::begin);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(new AssociationException(
                    Kind.CONNECT_FAILED, "the executor does not take the task of opening an association: " + e, e));
        }
    }

    /** Empty if the attempt has failed already. */
    private Optional<Attempt> attempt(AssociationProposal proposal, CompletableFuture<RequestedAssociation> result) {
        Wish wish = new Wish(result, proposal);
        var unused = result.whenComplete((association, failure) -> {
            wishes.remove(wish);
            if (failure != null) {
                failed.increment();
            }
            if (failure instanceof AssociationException known) {
                context.events().failed(proposal, known);
            }
        });
        try {
            Optional<TlsSettings> settings = proposal.withoutTls() ? Optional.empty() : tlsSettings(proposal);
            return Optional.of(new Attempt(context, associations, loopsFor(wish), settings, proposal, result));
        } catch (AssociationException e) {
            result.completeExceptionally(e);
        } catch (IOException e) {
            result.completeExceptionally(new AssociationException(
                    Kind.CONNECT_FAILED, "the client has no I/O threads: " + e.getMessage(), e));
        }
        return Optional.empty();
    }

    private LoopUser loopsFor(Wish wish) throws IOException {
        lock.lock();
        try {
            requireOpen();
            LoopUser present = loops;
            if (present == null) {
                present = context.loops().join(this::loopFailed);
                usedLoops.add(present);
                loops = present;
            }
            wishes.add(wish);
            return present;
        } finally {
            lock.unlock();
        }
    }

    /** On the thread of the loop, which ends and may have next to no memory. The next association has loops that work. */
    private void loopFailed(Throwable cause) {
        loops = null;
        log.error("an I/O thread of the client has failed, with the associations that it had: {}", cause.toString());
    }

    private Optional<TlsSettings> tlsSettings(AssociationProposal proposal) throws AssociationException {
        if (config().tls().isEmpty()) {
            return Optional.empty();
        }
        ClientTlsEngines engines;
        try {
            engines = engines();
        } catch (IOException e) {
            throw new AssociationException(
                    Kind.TLS_FAILED, "no TLS for " + proposal.calledAeTitle() + ": " + e.getMessage(), e);
        }
        String host = proposal.serverName().orElse(proposal.host());
        return Optional.of(new TlsSettings(
                peer -> engines.newEngine(host, peer.getPort()),
                config().timeouts().tlsHandshake().toNanos(),
                context.workers()));
    }

    private ClientTlsEngines engines() throws IOException {
        lock.lock();
        try {
            requireOpen();
            ClientTlsEngines present = tls;
            if (present == null) {
                present = ClientTlsEngines.open(config().tls().orElseThrow());
                tls = present;
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(WHY_CLOSED);
        }
    }

    @Override
    public List<RequestedAssociation> associations() {
        return associations.open();
    }

    @Override
    public void reloadTls() throws IOException {
        if (config().tls().isPresent()) {
            engines().reload();
        }
    }

    @Override
    public Statistics statistics() {
        Server.Statistics counted = context.events().statistics();
        return new Statistics(
                counted.associationsOpened(),
                failed.sum(),
                counted.associationsReleased(),
                counted.associationsAborted());
    }

    @Override
    public void close() {
        if (!beginToClose()) {
            closedDown.join();
            return;
        }
        try {
            closeDown();
        } finally {
            closedDown.complete(null);
        }
    }

    /** Tells whether the present thread is the one that closes. */
    private boolean beginToClose() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void closeDown() {
        wishes.forEach(wish -> wish.giveUp(WHY_CLOSED));
        associations.connections().forEach(connection -> connection.drain(WHY_CLOSED));
        associations.awaitNoneOpen(config().timeouts().drain().toNanos());
        associations.connections().forEach(connection -> connection.stop(WHY_CLOSED));
        associations.awaitNoConnection(FAREWELL_NANOS);
        lock.lock();
        try {
            usedLoops.forEach(used -> used.leave(WHY_CLOSED));
            if (tls != null) {
                tls.close();
            }
        } finally {
            lock.unlock();
        }
        context.workers().close();
    }

    @Override
    public String toString() {
        return "Client[" + config().aeTitle() + ", " + associations.open().size() + " associations]";
    }
}
