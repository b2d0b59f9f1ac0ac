package org.pacsscp.robustness.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Endpoint;

/** Peers that come and go, as many at a time as there are threads, and so many faults among them. */
final class Load {
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Silent peers stay for long: so many faults at a time, and no more. */
    private static final int MOST_FAULTS = 40;

    private final Endpoint endpoint;
    private final String called;
    private final double faultShare;
    private final Tape tape;
    private final ExecutorService peers = Executors.newCachedThreadPool();
    private final Semaphore faulty = new Semaphore(MOST_FAULTS);
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    Load(Endpoint endpoint, String called, double faultShare, Tape tape) {
        this.endpoint = endpoint;
        this.called = called;
        this.faultShare = faultShare;
        this.tape = tape;
    }

    /** Begins; returns at once. */
    List<Future<?>> begin(int threads, long seed) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Random chance = new Random(seed + i);
            running.add(peers.submit(() -> comeAndGo(chance)));
        }
        return running;
    }

    /** Ends, once every peer has said what it had to say. */
    void end(List<Future<?>> running) throws InterruptedException {
        over.set(true);
        try {
            for (Future<?> one : running) {
                one.get();
            }
            faulty.acquire(MOST_FAULTS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a peer of the load failed", e);
        } finally {
            peers.shutdown();
        }
    }

    private void comeAndGo(Random chance) {
        HonestPeer honest = new HonestPeer(endpoint, called, tape);
        while (!over.get()) {
            if (chance.nextDouble() < faultShare) {
                beginFault(new Random(chance.nextLong()));
            }
            try {
                honest.associate(chance);
            } catch (IOException e) {
                tape.failed(String.valueOf(e.getMessage()));
            }
        }
    }

    private void beginFault(Random chance) {
        if (faulty.tryAcquire()) {
            peers.execute(() -> {
                try {
                    fault(chance);
                } finally {
                    faulty.release();
                }
            });
        }
    }

    private void fault(Random chance) {
        Fault fault = FAULTS.get(Math.floorMod(faults.getAndIncrement(), FAULTS.size()));
        tape.fault(fault.name().toLowerCase(Locale.ROOT));
        try (Connection peer = Connection.connect(endpoint, PATIENCE)) {
            fault.commit(peer, HonestPeer.request(called), chance);
        } catch (IOException e) {
            // The acceptor need not hear a peer to its end that breaks the rules.
            tape.fault("of which the acceptor cut short");
        }
    }
}
