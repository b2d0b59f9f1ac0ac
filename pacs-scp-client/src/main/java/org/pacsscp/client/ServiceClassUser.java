package org.pacsscp.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.SopClass;

/**
 * Asks other application entities for services, as their service class user (SCU): to be verified, to store, to find, to move
 * and to send instances, to commit their storage.
 *
 * <pre>{@code
 * RemoteEntity archive = RemoteEntity.of("ARCHIVE", "pacs.example.org", 11112);
 * try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().aeTitle("MY_PACS"))) {
 *     scu.echo(archive);
 *     StoreReport report = scu.store(archive, List.of(InstanceSource.file(path)));
 * }
 * }</pre>
 *
 * <p>Each call opens an association for what it needs, and releases it, unless {@linkplain Builder#reuse associations are
 * reused}. Calls wait; they may be made by many threads at once, also by a handler of a server, but not by an I/O thread.
 *
 * <p><em>What comes back:</em> a call for one thing throws, if it does not get it: an {@link AssociationException} where there was no
 * association, a {@link ServiceException} where there was, both saying who did what. A call for many things ({@link #store},
 * {@link #move}, {@link #get}, {@link #commit}) returns a report on what the peer has answered, failures among them, and throws
 * only where there is nothing to report. An interrupt aborts what is under way.
 *
 * @since 0.1.0
 */
public final class ServiceClassUser implements AutoCloseable {
    private final Client client;
    private final Associations associations;
    private final RetrievedInstances retrieved;
    private final CommitmentReports commitments;

    private ServiceClassUser(Builder builder) {
        retrieved = new RetrievedInstances();
        commitments = builder.commitmentReports;
        client = builder.client.handler(retrieved, commitments).build();
        associations = new Associations(client, Optional.ofNullable(builder.reuse));
    }

    /**
     * Makes one, with every default.
     *
     * @param client describes the client that opens the associations; it must have no handlers for C-STORE or for storage
     *     commitment, which are added here
     * @return to be closed, with the client
     * @throws IllegalStateException if there is no engine; the message says which artifact to add
     * @throws IllegalArgumentException if the client has such handlers
     */
    public static ServiceClassUser of(ClientBuilder client) {
        return builder(client).build();
    }

    /**
     * Starts to describe one.
     *
     * @param client describes the client that opens the associations, as in {@link #of}
     * @return a builder with every default
     */
    public static Builder builder(ClientBuilder client) {
        return new Builder(client);
    }

    /**
     * Returns the client that opens the associations.
     *
     * @return for what is not a service here
     */
    public Client client() {
        return client;
    }

    /**
     * Verifies that an entity is there, and takes us: C-ECHO (PS3.4 Annex A).
     *
     * @param remote which
     * @return how long it took to answer, once there was an association
     * @throws AssociationException if there is no association
     * @throws ServiceException if it does not answer with success
     * @throws IOException only as one of those
     * @throws InterruptedException if the thread is interrupted
     */
    public Duration echo(RemoteEntity remote) throws IOException, InterruptedException {
        return echo(remote, CallOptions.defaults());
    }

    /**
     * Verifies an entity, as {@link #echo(RemoteEntity)}.
     *
     * @param remote which
     * @param options what ends it early, and how often it is tried
     * @return how long it took to answer, once there was an association
     * @throws IOException as {@link #echo(RemoteEntity)}
     * @throws InterruptedException if the thread is interrupted
     */
    public Duration echo(RemoteEntity remote, CallOptions options) throws IOException, InterruptedException {
        try (CallLimit limit = new CallLimit(options)) {
            return new Repetition(options.retry(), limit).run(() -> echoOnce(remote, limit));
        }
    }

    private Duration echoOnce(RemoteEntity remote, CallLimit limit) throws IOException, InterruptedException {
        String operation = "C-ECHO";
        Purpose purpose = Purpose.ofVerification();
        try (LentAssociation lent = associations.lend(remote, purpose, limit, RetryPolicy.never())) {
            Runnable forget = limit.onOver(lent::abort);
            try {
                long begun = System.nanoTime();
                DimseStatus status = lent.ask(operation, Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
                        .status();
                if (status.category() != DimseStatus.Category.SUCCESS) {
                    throw ServiceException.refused(status, "%s answered %s %s".formatted(remote, operation, status));
                }
                return Duration.ofNanos(System.nanoTime() - begun);
            } catch (ServiceException e) {
                throw limit.isOver() ? limit.exception(remote, operation, e) : e;
            } finally {
                forget.run();
            }
        }
    }

    /**
     * Stores instances: C-STORE (PS3.4 Annex B).
     *
     * @param remote with whom
     * @param instances what, in the order in which it is sent
     * @return what became of each, in the same order
     * @throws AssociationException if there is no association, and so nothing was sent
     * @throws IOException only as that, or as a {@link ServiceException} if the call ended before there was an association
     * @throws InterruptedException if the thread is interrupted; what has become of the instances is not told
     */
    public StoreReport store(RemoteEntity remote, Collection<? extends InstanceSource> instances)
            throws IOException, InterruptedException {
        return store(remote, instances, CallOptions.defaults());
    }

    /**
     * Stores instances, as {@link #store(RemoteEntity, Collection)}.
     *
     * <p>The heads of all are read first. Presentation contexts are proposed for each SOP class with the transfer syntaxes of its
     * instances, those that they can be converted to, and the default one (PS3.5 section 10.1), each in a context of its own;
     * where there are more than an association has room for, several follow one another. If an association ends early, the
     * instances that are left go over another one, unless two in a row have answered nothing.
     *
     * @param remote with whom
     * @param instances what, in the order in which it is sent
     * @param options over how many associations at once, who is told of the progress, what ends it early, how often it is tried
     * @return what became of each, in the same order
     * @throws IOException as {@link #store(RemoteEntity, Collection)}
     * @throws InterruptedException if the thread is interrupted; what has become of the instances is not told
     */
    public StoreReport store(RemoteEntity remote, Collection<? extends InstanceSource> instances, CallOptions options)
            throws IOException, InterruptedException {
        try (CallLimit limit = new CallLimit(options)) {
            return new StoreCall(associations, remote, List.copyOf(instances), options, limit).run();
        }
    }

    /**
     * Searches: C-FIND (PS3.4 sections C.4.1 and K.4.1).
     *
     * @param remote whom to ask
     * @param identifier for what
     * @return what is found, as it comes; to be closed
     * @throws AssociationException if there is no association
     * @throws ServiceException if the peer refuses the search, or does not answer
     * @throws IOException only as one of those
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if a unique key is missing; nothing was sent
     */
    public Matches find(RemoteEntity remote, Identifier identifier) throws IOException, InterruptedException {
        return find(remote, identifier, CallOptions.defaults());
    }

    /**
     * Searches, as {@link #find(RemoteEntity, Identifier)}.
     *
     * @param remote whom to ask
     * @param identifier for what
     * @param options what ends it early, how often it is tried before its first answer, and how urgent it is
     * @return what is found, as it comes; to be closed
     * @throws IOException as {@link #find(RemoteEntity, Identifier)}
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if a unique key is missing; nothing was sent
     */
    public Matches find(RemoteEntity remote, Identifier identifier, CallOptions options)
            throws IOException, InterruptedException {
        FindCall call = new FindCall(associations, remote, identifier, options);
        CallLimit limit = new CallLimit(options);
        try {
            return new Repetition(options.retry(), limit).run(() -> call.run(limit));
        } catch (Throwable e) {
            limit.close();
            throw e;
        }
    }

    /**
     * Has instances sent to a third party: C-MOVE (PS3.4 section C.4.2).
     *
     * @param remote who is to send them
     * @param identifier what
     * @param destination the AE title of whom to send them to, as {@code remote} knows it
     * @return how it has ended, whatever the peer has answered
     * @throws AssociationException if there is no association
     * @throws ServiceException if there is no final answer; what was sent until then is not known
     * @throws IOException only as one of those
     * @throws InterruptedException if the thread is interrupted; the peer is asked to stop
     * @throws IllegalArgumentException if a unique key is missing, or there are other keys, or it is no AE title; nothing was
     *     sent
     */
    public RetrieveReport move(RemoteEntity remote, Identifier identifier, String destination)
            throws IOException, InterruptedException {
        return move(remote, identifier, destination, CallOptions.defaults());
    }

    /**
     * Has instances sent to a third party, as {@link #move(RemoteEntity, Identifier, String)}.
     *
     * @param remote who is to send them
     * @param identifier what
     * @param destination the AE title of whom to send them to, as {@code remote} knows it
     * @param options who is told of the progress, what ends it early, and how urgent it is
     * @return how it has ended, whatever the peer has answered
     * @throws IOException as {@link #move(RemoteEntity, Identifier, String)}
     * @throws InterruptedException if the thread is interrupted; the peer is asked to stop
     * @throws IllegalArgumentException as {@link #move(RemoteEntity, Identifier, String)}
     */
    public RetrieveReport move(RemoteEntity remote, Identifier identifier, String destination, CallOptions options)
            throws IOException, InterruptedException {
        String title = AeTitle.of(destination).value();
        Retrieval retrieval = Retrieval.move(identifier);
        try (CallLimit limit = new CallLimit(options);
                LentAssociation lent = associations.lend(remote, retrieval.purpose(), limit, options.retry())) {
            CommandElements elements =
                    CommandElements.none().priority(options.priority().code()).text(CommandTag.MOVE_DESTINATION, title);
            return retrieval.run(lent, elements, options, limit);
        }
    }

    /**
     * Has instances sent to us on our own association: C-GET (PS3.4 section C.4.3), of {@linkplain StorageContexts#usual() the
     * usual SOP classes}.
     *
     * @param remote who is to send them
     * @param identifier what
     * @param sink takes each instance and answers it, as a store handler does; called on the client's executor
     * @return how it has ended, whatever the peer has answered
     * @throws IOException as {@link #move(RemoteEntity, Identifier, String)}
     * @throws InterruptedException if the thread is interrupted; the peer is asked to stop
     * @throws IllegalArgumentException if a unique key is missing, or there are other keys; nothing was sent
     */
    public RetrieveReport get(RemoteEntity remote, Identifier identifier, ActionFunction sink)
            throws IOException, InterruptedException {
        return get(remote, identifier, StorageContexts.usual(), sink, CallOptions.defaults());
    }

    /**
     * Has instances sent to us on our own association, as {@link #get(RemoteEntity, Identifier, ActionFunction)}.
     *
     * @param remote who is to send them
     * @param identifier what
     * @param contexts which SOP classes we take, in which transfer syntaxes
     * @param sink takes each instance and answers it, as a store handler does; called on the client's executor
     * @param options who is told of the progress, what ends it early, and how urgent it is
     * @return how it has ended, whatever the peer has answered
     * @throws IOException as {@link #move(RemoteEntity, Identifier, String)}
     * @throws InterruptedException if the thread is interrupted; the peer is asked to stop
     * @throws IllegalArgumentException if a unique key is missing, or there are other keys; nothing was sent
     */
    public RetrieveReport get(
            RemoteEntity remote,
            Identifier identifier,
            StorageContexts contexts,
            ActionFunction sink,
            CallOptions options)
            throws IOException, InterruptedException {
        Objects.requireNonNull(sink, "sink");
        Retrieval retrieval = Retrieval.get(identifier, contexts);
        try (CallLimit limit = new CallLimit(options);
                LentAssociation lent = associations.lend(remote, retrieval.purpose(), limit, options.retry())) {
            retrieved.expect(lent.association(), sink);
            try {
                CommandElements elements =
                        CommandElements.none().priority(options.priority().code());
                return retrieval.run(lent, elements, options, limit);
            } finally {
                retrieved.forget(lent.association());
            }
        }
    }

    /**
     * Asks an archive to take responsibility for instances that it has: storage commitment (PS3.4 Annex J). The answer comes
     * later, by the {@link CommitmentTransaction}.
     *
     * @param remote the archive
     * @param instances which, each once
     * @return the request, which the archive has taken; to be closed
     * @throws AssociationException if there is no association
     * @throws ServiceException if the archive does not take the request
     * @throws IOException only as one of those
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if there is no instance
     */
    public CommitmentTransaction commit(RemoteEntity remote, Collection<ReferencedInstance> instances)
            throws IOException, InterruptedException {
        return commit(remote, instances, CallOptions.defaults());
    }

    /**
     * Asks for storage commitment, as {@link #commit(RemoteEntity, Collection)}.
     *
     * @param remote the archive
     * @param instances which; one that is there twice is asked for once (PS3.4 section J.3.2.1.1)
     * @param options what ends the request early, and how often an association is tried
     * @return the request, which the archive has taken; to be closed
     * @throws IOException as {@link #commit(RemoteEntity, Collection)}
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if there is no instance
     */
    public CommitmentTransaction commit(
            RemoteEntity remote, Collection<ReferencedInstance> instances, CallOptions options)
            throws IOException, InterruptedException {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("there is no instance to commit");
        }
        CommitmentTransaction transaction = new CommitmentTransaction(
                CommitmentCall.newTransaction(), remote, List.copyOf(new LinkedHashSet<>(instances)), commitments);
        commitments.expect(transaction);
        try (CallLimit limit = new CallLimit(options)) {
            CommitmentCall.run(associations, remote, transaction, options, limit);
            return transaction;
        } catch (Throwable e) {
            transaction.close();
            throw e;
        }
    }

    /**
     * Closes this and its client: associations that are idle are released, calls that are under way have {@link
     * org.pacsscp.api.Timeouts#drain()}.
     */
    @Override
    public void close() {
        associations.close();
        client.close();
    }

    /**
     * Describes a service class user; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final ClientBuilder client;
        private @Nullable AssociationReuse reuse;
        private CommitmentReports commitmentReports = new CommitmentReports();

        private Builder(ClientBuilder client) {
            this.client = Objects.requireNonNull(client, "client");
        }

        /**
         * Keeps associations for further calls.
         *
         * @param terms how many, how long; by default none is kept
         * @return this builder
         */
        public Builder reuse(AssociationReuse terms) {
            reuse = Objects.requireNonNull(terms, "terms");
            return this;
        }

        /**
         * Takes the answers to requests for storage commitment from a handler that a server has, too.
         *
         * @param reports the handler; by default one that only hears what comes on our own associations
         * @return this builder
         */
        public Builder commitmentReports(CommitmentReports reports) {
            commitmentReports = Objects.requireNonNull(reports, "reports");
            return this;
        }

        /**
         * Makes it, and its client.
         *
         * @return to be closed
         * @throws IllegalStateException if there is no engine; the message says which artifact to add
         * @throws IllegalArgumentException if the client has handlers for C-STORE or for storage commitment
         */
        public ServiceClassUser build() {
            return new ServiceClassUser(this);
        }
    }
}
