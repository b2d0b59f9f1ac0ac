package org.pacsscp.robustness.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.pacsscp.robustness.target.HealthyPeer;
import org.pacsscp.testkit.wire.Endpoint;

/** Attacks an acceptor by several threads, each session with the next seed, and looks now and then whether it is well. */
public final class Fuzzer {
    private static final int ECHO_AFTER = 100;
    private static final int TRIES = 3;
    private static final int MOST_FAILURES = 10;

    private final Endpoint endpoint;
    private final HealthyPeer healthy;
    private final List<Conversation> conversations = Conversations.load();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, Integer> lastWords = new TreeMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong lateEchoes = new AtomicLong();

    /**
     * @param healthy echoes after every 100 sessions
     */
    public Fuzzer(Endpoint endpoint, HealthyPeer healthy) {
        this.endpoint = endpoint;
        this.healthy = healthy;
    }

    /**
     * Attacks; ends early after ten failures.
     *
     * @param seed of the first session; the others have the next ones
     * @param sessions how many
     * @param threads how many at a time
     * @return what the acceptor did wrong
     * @throws IOException if it cannot be reached any more, or does not echo
     */
    public List<Failure> run(long seed, long sessions, int threads) throws IOException, InterruptedException {
        ExecutorService attackers = Executors.newCachedThreadPool();
        next.set(seed);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(attackers.submit(() -> {
                    attack(seed + sessions, attackers);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the acceptor is not well: " + e.getCause(), e);
        } finally {
            attackers.shutdownNow();
        }
        echo();
        return List.copyOf(failures);
    }

    /** Returns how many echoes had to be tried again. */
    public long lateEchoes() {
        return lateEchoes.get();
    }

    /** Returns how often each last word was heard: how many were released, rejected, aborted. */
    public Map<String, Integer> lastWords() {
        synchronized (failures) {
            return new TreeMap<>(lastWords);
        }
    }

    private void attack(long end, ExecutorService listeners) throws IOException, InterruptedException {
        for (long seed = next.getAndIncrement(); seed < end && !enough(); seed = next.getAndIncrement()) {
            Attack attack = Attack.of(seed, conversations);
            FuzzSession session = new FuzzSession(attack);
            Optional<Failure> failure = session.run(endpoint, listeners);
            for (int i = 1; failure.isPresent() && attack.mustBeReleased() && i < TRIES; i++) {
                session = new FuzzSession(attack);
                failure = session.run(endpoint, listeners);
            }
            note(session, failure.stream().toList());
            if (seed % ECHO_AFTER == 0) {
                echo();
            }
        }
    }

    /** An honest peer that a busy machine keeps from its turn meets the acceptor's short deadlines now and then. */
    private void echo() throws IOException {
        for (int i = 1; i < TRIES; i++) {
            try {
                healthy.echo();
                return;
            } catch (IOException e) {
                lateEchoes.incrementAndGet();
            }
        }
        healthy.echo();
    }

    private void note(FuzzSession session, List<Failure> more) {
        synchronized (failures) {
            failures.addAll(more);
            lastWords.merge(session.lastWord(), 1, Integer::sum);
        }
    }

    private boolean enough() {
        synchronized (failures) {
            return failures.size() >= MOST_FAILURES;
        }
    }
}
