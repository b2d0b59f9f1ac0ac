package org.pacsscp.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Uid;

/**
 * A request for storage commitment that a peer has taken, and whose answer may take seconds or days.
 *
 * <p>It comes on the association of the request, which stays open for it as long as {@link org.pacsscp.api.Timeouts#idle()}
 * lets it, or on one that the peer opens with our server (PS3.4 section J.3.3): {@link CommitmentReports} has both.
 *
 * <pre>{@code
 * try (CommitmentTransaction transaction = scu.commit(archive, stored)) {
 *     CommitmentReport report = transaction.await(Duration.ofMinutes(10));
 *     report.committed().forEach(this::delete);
 * }
 * }</pre>
 *
 * <p>Usable by any thread.
 *
 * @since 0.1.0
 */
public final class CommitmentTransaction implements AutoCloseable {
    private final Uid uid;
    private final RemoteEntity remote;
    private final List<ReferencedInstance> instances;
    private final CommitmentReports reports;
    private final CompletableFuture<CommitmentReport> report = new CompletableFuture<>();
    private volatile @Nullable RequestedAssociation association;

    CommitmentTransaction(Uid uid, RemoteEntity remote, List<ReferencedInstance> instances, CommitmentReports reports) {
        this.uid = uid;
        this.remote = remote;
        this.instances = instances;
        this.reports = reports;
    }

    /**
     * Returns by which the answer names the request: what an application keeps that may be restarted before it comes.
     *
     * @return the Transaction UID (0008,1195), made for this request
     */
    public Uid uid() {
        return uid;
    }

    /**
     * Returns what was asked for.
     *
     * @return the instances in their order
     */
    public List<ReferencedInstance> instances() {
        return instances;
    }

    /**
     * Returns the answer, once it is there.
     *
     * @return completed with the answer; or exceptionally with a {@link ServiceException} if this is closed before. Callbacks run
     *     on the thread that has received it
     */
    public CompletionStage<CommitmentReport> report() {
        return report.minimalCompletionStage();
    }

    /**
     * Waits for the answer.
     *
     * @param timeout how long
     * @return the answer
     * @throws ServiceException if it has not come; it may still come, unless this is closed
     * @throws InterruptedException if the thread is interrupted
     */
    public CommitmentReport await(Duration timeout) throws ServiceException, InterruptedException {
        try {
            return report.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ServiceException(
                    ServiceException.Reason.TIMED_OUT,
                    "%s has not answered the request for storage commitment within %s".formatted(remote, timeout),
                    e);
        } catch (ExecutionException e) {
            throw closed(e.getCause());
        }
    }

    private ServiceException closed(@Nullable Throwable cause) {
        String message = "nobody waits any more for the storage commitment of " + remote;
        return cause == null
                ? new ServiceException(ServiceException.Reason.CANCELLED, message)
                : new ServiceException(ServiceException.Reason.CANCELLED, message, cause);
    }

    /**
     * Releases the association of the request at once: for peers that answer on one of their own, and only after that. Does
     * nothing if it has ended.
     */
    public void releaseAssociation() {
        RequestedAssociation open = association;
        if (open != null) {
            open.release();
        }
    }

    /** The peer has taken the request; the answer may have been faster. */
    void taken(RequestedAssociation open) {
        association = open;
        if (report.isDone()) {
            open.release();
        }
    }

    /** The answer has come. */
    void complete(CommitmentReport received) {
        report.complete(received.comparedWith(instances));
        releaseAssociation();
    }

    /** Waits no more: releases the association, and takes a later answer for an unexpected one. */
    @Override
    public void close() {
        reports.forget(this);
        report.completeExceptionally(closed(null));
        releaseAssociation();
    }

    /** Returns the transaction UID and the peer. */
    @Override
    public String toString() {
        return "CommitmentTransaction[" + uid + ", " + remote + ", " + instances.size() + " instances]";
    }
}
