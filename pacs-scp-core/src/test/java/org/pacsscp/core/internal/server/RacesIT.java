package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * Abort, release, answer, deadline, stop and the end of the stream against each other, with chance from a seed:
 * {@code -Dpacsscp.races=10000 -Dpacsscp.races.seed=1}. Afterwards every association that was opened has ended once, its
 * place is free for the next, and no peer has heard an answer too many.
 */
class RacesIT {
    private static final int RACES = Integer.getInteger("pacsscp.races", 1_600);
    private static final long SEED = Long.getLong("pacsscp.races.seed", 1);
    private static final int AT_ONCE = 16;
    private static final int ROUNDS_OF_A_SERVER = 5;
    private static final int PATIENCE_SECONDS = 60;

    /** Connects a peer with the server of the round. */
    interface Connector {
        ScriptedPeer connect() throws IOException;
    }

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final ExecutorService racers = Executors.newCachedThreadPool();
    private final AtomicLong skipped = new AtomicLong();
    private final Map<org.pacsscp.api.Association, Integer> ends = new ConcurrentHashMap<>();

    private final AssociationListener listener = new AssociationListener() {
        @Override
        public void opened(AssociationEvent.Opened event) {
            ends.put(event.association(), 0);
        }

        @Override
        public void ended(AssociationEvent.Ended event) {
            ends.merge(event.association(), 1, Integer::sum);
        }
    };

    @AfterEach
    void endRacers() {
        racers.shutdownNow();
    }

    @Test
    void leaveEveryAssociationEndedOnce() throws Exception {
        Random chance = new Random(SEED);
        int rounds = (RACES + AT_ONCE - 1) / AT_ONCE;
        for (int round = 0; round < rounds; round += ROUNDS_OF_A_SERVER) {
            Server server = start();
            for (int i = 1; i < ROUNDS_OF_A_SERVER; i++) {
                race(server, chance, false);
                TestServer.assertEchoes(server);
            }
            race(server, chance, true);
            assertThat(server.state()).isEqualTo(Server.State.STOPPED);
            assertThat(server.sessions()).isEmpty();
        }
    }

    /** With as many places as there are racers: one that is not given back is missed in the next round. */
    private Server start() throws IOException {
        ServerConfig config = TestServer.builder()
                .loops(2)
                .listener(listener)
                .handler(LambdaHandler.worker(Race::serve, Dimse.storage(), Dimse.find()))
                .limits(Limits.builder()
                        .maxAssociations(AT_ONCE)
                        .maxOperations(4)
                        .build())
                .timeouts(Timeouts.builder()
                        .operation(Duration.ofMillis(20))
                        .drain(Duration.ofMillis(100))
                        .build())
                .toConfig();
        return Servers.start(config, () -> System.nanoTime() + skipped.get());
    }

    private void race(Server server, Random chance, boolean stopped) throws Exception {
        InetSocketAddress address = server.endpoints().get(0).address();
        List<Callable<Void>> others = new ArrayList<>();
        if (chance.nextBoolean()) {
            others.add(abortOne(server, new Random(chance.nextLong())));
        }
        if (chance.nextInt(4) == 0) {
            others.add(
                    passTime(new Random(chance.nextLong()), Timeouts.defaults().idle()));
        }
        if (stopped) {
            others.add(stop(server, new Random(chance.nextLong())));
        }
        CyclicBarrier start = new CyclicBarrier(AT_ONCE + others.size());
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Race race = new Race(chance.nextLong(), !stopped);
            running.add(racers.submit(() -> {
                race.run(() -> Peers.connect(address), start);
                return null;
            }));
        }
        for (Callable<Void> other : others) {
            running.add(racers.submit(() -> {
                start.await();
                return other.call();
            }));
        }
        for (Future<Void> one : running) {
            one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertAllEndedOnce();
    }

    private void assertAllEndedOnce() {
        TestServer.patiently().until(() -> ends.values().stream().allMatch(times -> times > 0));
        TestServer.awaitNoWorkerAtWork();
        assertThat(ends).allSatisfy((session, times) -> assertThat(times).isEqualTo(1));
        ends.clear();
    }

    private static Callable<Void> abortOne(Server server, Random chance) {
        return () -> {
            Race.pause(chance);
            List<ClientSession> sessions = server.sessions();
            if (!sessions.isEmpty()) {
                sessions.get(chance.nextInt(sessions.size())).abort(AbortReason.SERVICE_USER);
            }
            return null;
        };
    }

    private Callable<Void> passTime(Random chance, Duration duration) {
        return () -> {
            Race.pause(chance);
            skipped.addAndGet(duration.toNanos());
            return null;
        };
    }

    /** At once, with a drain, or with one that finds associations at rest, which it releases. */
    private Callable<Void> stop(Server server, Random chance) {
        return () -> {
            Race.pause(chance);
            switch (chance.nextInt(3)) {
                case 0 -> server.stop(Duration.ZERO);
                case 1 -> server.close();
                default -> {
                    Race.pause(chance);
                    passTime(chance, Duration.ofSeconds(2)).call();
                    server.close();
                }
            }
            return null;
        };
    }
}
