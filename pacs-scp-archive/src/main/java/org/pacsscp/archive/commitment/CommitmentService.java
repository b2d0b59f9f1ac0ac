package org.pacsscp.archive.commitment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.catalog.InstanceLookup;
import org.pacsscp.archive.commitment.CommitmentHandler.Asked;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.storage.InstanceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes responsibility for what an archive holds, where peers ask for that: storage commitment, push model (PS3.4 Annex J).
 *
 * <pre>{@code
 * try (CommitmentService commitment = CommitmentService.builder(catalog, store)
 *         .log(new JdbcCommitmentLog(dataSource))
 *         .peers(client, peers)
 *         .build()) {
 *     Server server = Server.builder().aeTitle("ARCHIVE").handler(commitment.handler()).build().start();
 *     ...
 * }
 * }</pre>
 *
 * <p>A request is kept in the log, then answered, then judged; the N-EVENT-REPORT goes over the association of the request, if
 * that is still open, else over a new one, to where the directory has the requestor's AE title, with the AE title by which we were
 * called and the SCP role proposed. Until the peer has answered it with success or a warning, it is tried again: after ten
 * seconds, then twice as long each time, up to an hour, for three days in all. What is open when the service is closed goes on
 * with the next one over the same log.
 *
 * <p>For any thread. It has threads of its own until it is closed.
 *
 * @since 0.1.0
 */
public final class CommitmentService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommitmentService.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    /** Longer than an attempt takes: until then a request is nobody else's. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final int THREADS = 2;

    private final CommitmentLog requests;
    private final CommitmentJudge judge;
    private final CommitmentReporter reporter;
    private final Clock clock;
    private final Map<String, Asked> associations = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor threads;
    private final ActionHandler handler = new CommitmentHandler(this::take);
    private final LongAdder reported = new LongAdder();
    private final LongAdder committed = new LongAdder();
    private final LongAdder notCommitted = new LongAdder();
    private final LongAdder givenUp = new LongAdder();

    private CommitmentService(Builder builder) {
        requests = builder.log;
        judge = new CommitmentJudge(builder.lookup, builder.store);
        reporter = new CommitmentReporter(Optional.ofNullable(builder.client), builder.peers);
        clock = builder.clock;
        // What comes after the end stays in the log.
        threads = new ScheduledThreadPoolExecutor(
                THREADS, CommitmentService::thread, new ThreadPoolExecutor.DiscardPolicy());
        var unused = threads.scheduleWithFixedDelay(this::work, 0, builder.interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "pacs-scp-commitment");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts to describe a service.
     *
     * @param lookup knows the instances
     * @param store has them
     * @return a builder of a service that keeps requests in memory and answers on their own associations only
     */
    public static Builder builder(InstanceLookup lookup, InstanceStore store) {
        return new Builder(lookup, store);
    }

    /**
     * Returns the handler for a server.
     *
     * @return takes N-ACTION
     */
    public ActionHandler handler() {
        return handler;
    }

    /** Keeps a request before it is answered; returns what has it worked on once the answer is out. */
    private Runnable take(Asked asked) {
        Instant now = clock.instant();
        CommitmentRequest request = new CommitmentRequest(
                UUID.randomUUID().toString(),
                asked.transaction(),
                asked.association().callingAeTitle(),
                asked.association().calledAeTitle(),
                now,
                asked.instances(),
                requests.isOpen(asked.transaction()));
        requests.add(request, now.plus(LEASE));
        // Another process may have answered what came on them.
        associations.values().removeIf(earlier -> earlier.association().end().isPresent());
        associations.put(request.id(), asked);
        return () -> threads.execute(() -> begin(request));
    }

    private void begin(CommitmentRequest request) {
        try {
            requests.postpone(request.id(), clock.instant());
        } catch (CatalogException e) {
            log.error("storage commitment {} waits: {}", request, e.getMessage());
            return;
        }
        work();
    }

    /** Answers all that is due. */
    private void work() {
        try {
            for (Optional<CommitmentLog.Taken> next = next(); next.isPresent(); next = next()) {
                answer(next.get());
            }
        } catch (CatalogException e) {
            log.error("storage commitments wait: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("storage commitments wait for a fault of ours", e);
        }
    }

    private Optional<CommitmentLog.Taken> next() {
        Instant now = clock.instant();
        return threads.isShutdown() ? Optional.empty() : requests.take(now, now.plus(LEASE));
    }

    private void answer(CommitmentLog.Taken taken) {
        CommitmentRequest request = taken.request();
        Optional<Asked> asked = Optional.ofNullable(associations.remove(request.id()));
        try {
            CommitmentVerdict verdict = judge.judge(request);
            if (!verdict.committed().isEmpty()) {
                requests.committed(verdict.committed());
            }
            reporter.report(verdict, asked);
            requests.remove(request.id());
            reported.increment();
            committed.add(verdict.committed().size());
            notCommitted.add(request.instances().size() - verdict.committed().size());
        } catch (CommitmentReporter.UnreportedException e) {
            tryLater(taken, String.valueOf(e.getMessage()));
        } catch (CatalogException e) {
            requests.postpone(request.id(), clock.instant().plus(pause(taken.attempts())));
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            requests.postpone(request.id(), clock.instant());
        }
    }

    private void tryLater(CommitmentLog.Taken taken, String why) {
        CommitmentRequest request = taken.request();
        Instant next = clock.instant().plus(pause(taken.attempts()));
        if (next.isAfter(request.receivedAt().plus(GIVEN_UP_AFTER))) {
            log.warn("{} is not told of its storage commitment {}, given up: {}", request.requestor(), request, why);
            requests.remove(request.id());
            givenUp.increment();
        } else {
            log.warn("{} is told later of its storage commitment {}: {}", request.requestor(), request, why);
            requests.postpone(request.id(), next);
        }
    }

    static Duration pause(int attempts) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /**
     * Returns what became of the requests, for monitoring. Asks the log how many are open.
     *
     * @return the figures of this moment
     * @throws CatalogException if the log is a database that does not answer
     */
    public CommitmentFigures figures() {
        return new CommitmentFigures(
                reported.sum(), committed.sum(), notCommitted.sum(), givenUp.sum(), requests.waiting());
    }

    /** Answers nothing more; waits for what is under way, a short time. What is open stays in the log. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("a storage commitment is still being reported");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Collects what a service needs; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final InstanceLookup lookup;
        private final InstanceStore store;
        private CommitmentLog log = CommitmentLog.inMemory();
        private PeerDirectory peers = title -> Optional.empty();
        private @Nullable Client client;
        private Clock clock = Clock.systemUTC();
        private Duration interval = Duration.ofSeconds(5);

        private Builder(InstanceLookup lookup, InstanceStore store) {
            this.lookup = Objects.requireNonNull(lookup, "lookup");
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * Keeps requests where they outlast the process.
         *
         * @param newLog {@link CommitmentLog#inMemory()} by default
         * @return this builder
         */
        public Builder log(CommitmentLog newLog) {
            log = Objects.requireNonNull(newLog, "log");
            return this;
        }

        /**
         * Tells peers on new associations, too, where those of their requests have ended.
         *
         * @param newClient opens the associations; it stays the caller's to close. Its AE title is not used: we call by the title
         *     by which we were called
         * @param newPeers knows where the requestors listen
         * @return this builder
         */
        public Builder peers(Client newClient, PeerDirectory newPeers) {
            client = Objects.requireNonNull(newClient, "client");
            peers = Objects.requireNonNull(newPeers, "peers");
            return this;
        }

        /** Sets by which clock requests are due, and how often that is looked for. */
        Builder clock(Clock newClock, Duration newInterval) {
            clock = newClock;
            interval = newInterval;
            return this;
        }

        /**
         * Makes the service, which begins with what is open in the log.
         *
         * @return to be closed
         */
        public CommitmentService build() {
            return new CommitmentService(this);
        }
    }
}
