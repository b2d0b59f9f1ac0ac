package org.pacsscp.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;

/** Opens associations for calls, and keeps those for the next calls that may be used again. Usable by any thread. */
final class Associations implements AutoCloseable {
    /** An association that nobody uses, and what releases it after a while. */
    private record Idle(LentAssociation lent, Timer expiry) {}

    private static final String OPENING = "opening an association";

    private final Client client;
    private final Optional<AssociationReuse> reuse;

    /** By peer, the one used last at the end. Guarded by itself. */
    private final Map<RemoteEntity, Deque<Idle>> idle = new HashMap<>();

    private boolean closed;

    Associations(Client client, Optional<AssociationReuse> reuse) {
        this.client = client;
        this.reuse = reuse;
    }

    /**
     * Gives an association to a call, which closes it.
     *
     * @throws AssociationException if there is none, after as many attempts as the policy has
     * @throws ServiceException if the call was cancelled meanwhile
     */
    LentAssociation lend(RemoteEntity remote, Purpose purpose, CallLimit limit, RetryPolicy retry)
            throws IOException, InterruptedException {
        Purpose wanted = reuse.filter(AssociationReuse::verified).isPresent() ? purpose.verifiable() : purpose;
        for (LentAssociation kept = take(remote, wanted); kept != null; kept = take(remote, wanted)) {
            if (isAlive(kept)) {
                return kept;
            }
        }
        return new Repetition(retry, limit)
                .run(() -> new LentAssociation(this, remote, wanted, open(remote, wanted, limit)));
    }

    private @Nullable LentAssociation take(RemoteEntity remote, Purpose purpose) {
        synchronized (idle) {
            Deque<Idle> kept = idle.getOrDefault(remote, new ArrayDeque<>());
            for (Idle candidate : kept) {
                if (candidate.lent.purpose().equals(purpose)) {
                    kept.remove(candidate);
                    candidate.expiry.stop();
                    return candidate.lent;
                }
            }
            return null;
        }
    }

    private boolean isAlive(LentAssociation kept) throws InterruptedException {
        if (!kept.isUsable()) {
            return false;
        }
        boolean canEcho = kept.association().presentationContexts().stream()
                .anyMatch(context -> context.abstractSyntax().equals(SopClass.VERIFICATION));
        if (!canEcho || reuse.filter(AssociationReuse::verified).isEmpty()) {
            return true;
        }
        try {
            return DimseStatus.SUCCESS.code()
                    == kept.ask("C-ECHO", Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
                            .status()
                            .code();
        } catch (IOException e) {
            // It is not: what has become of it does not matter, since another one is opened.
            kept.abort();
            return false;
        }
    }

    private RequestedAssociation open(RemoteEntity remote, Purpose purpose, CallLimit limit)
            throws IOException, InterruptedException {
        if (limit.isOver()) {
            throw limit.exception(remote, OPENING);
        }
        CompletableFuture<RequestedAssociation> opening =
                client.openAsync(purpose.proposalTo(remote)).toCompletableFuture();
        Runnable forget = limit.onOver(() -> opening.cancel(true));
        try {
            return opening.get();
        } catch (CancellationException e) {
            throw limit.exception(remote, OPENING);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssociationException failure) {
                throw failure;
            }
            throw new IllegalStateException("the engine failed to open an association with " + remote, e.getCause());
        } catch (InterruptedException e) {
            if (!opening.cancel(true) && !opening.isCompletedExceptionally()) {
                opening.join().abort(AbortReason.SERVICE_USER);
            }
            throw e;
        } finally {
            forget.run();
        }
    }

    /** Keeps an association that is at rest, or releases it and waits for that. */
    void giveBack(LentAssociation lent) {
        if (reuse.isEmpty() || !lent.isUsable() || !keep(lent, reuse.get())) {
            lent.association().close();
        }
    }

    private boolean keep(LentAssociation lent, AssociationReuse terms) {
        Idle surplus = null;
        synchronized (idle) {
            if (closed) {
                return false;
            }
            Deque<Idle> kept = idle.computeIfAbsent(lent.remote(), remote -> new ArrayDeque<>());
            kept.removeIf(other -> !other.lent.isUsable());
            if (kept.size() == terms.kept()) {
                surplus = kept.removeFirst();
            }
            kept.addLast(new Idle(lent, Timer.after(terms.idle(), () -> expire(lent))));
        }
        if (surplus != null) {
            surplus.expiry.stop();
            surplus.lent.association().release();
        }
        return true;
    }

    private void expire(LentAssociation lent) {
        boolean expired;
        synchronized (idle) {
            Deque<Idle> kept = idle.getOrDefault(lent.remote(), new ArrayDeque<>());
            expired = kept.removeIf(candidate -> candidate.lent == lent);
            if (kept.isEmpty()) {
                idle.remove(lent.remote());
            }
        }
        if (expired) {
            lent.association().release();
        }
    }

    /** Ends an association on which something may be under way, without waiting for it. */
    void letGo(RequestedAssociation association) {
        if (association.end().isEmpty()) {
            association.release();
            abortLater(association, () -> true);
        }
    }

    /** Aborts an association that has not ended after the time for a release, if there is one and still reason to. */
    void abortLater(RequestedAssociation association, BooleanSupplier reason) {
        Duration wait = client.config().timeouts().release();
        if (wait.isZero()) {
            return;
        }
        Timer abort = Timer.after(wait, () -> {
            if (reason.getAsBoolean()) {
                association.abort(AbortReason.SERVICE_USER);
            }
        });
        association.whenEnded().thenRun(abort::stop);
    }

    /** Releases what is kept. */
    @Override
    public void close() {
        List<Idle> all = new ArrayList<>();
        synchronized (idle) {
            closed = true;
            idle.values().forEach(all::addAll);
            idle.clear();
        }
        for (Idle kept : all) {
            kept.expiry.stop();
            kept.lent.association().release();
        }
    }
}
