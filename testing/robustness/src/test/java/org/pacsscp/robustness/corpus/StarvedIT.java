package org.pacsscp.robustness.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pacsscp.core.internal.server.StarvedServers;
import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * The corpus against a server with 48 MiB of heap, for which one in {@code robustness.starve} allocations fails that a peer can
 * cause. Each case gets its answer or loses its connection, a healthy peer is served after each, and nothing is left: a tenth
 * of the cases, or with {@code -Drobustness.full=true} all that wait for no deadline, ten times.
 */
class StarvedIT {
    private static final boolean FULL = Boolean.getBoolean("robustness.full");
    private static final int ONE_IN = Integer.getInteger("robustness.starve", 20);
    private static final int ROUNDS = FULL ? 10 : 1;
    private static final int ONE_CASE_IN = FULL ? 1 : 10;
    private static final int AT_ONCE = 4;
    private static final long MOST_HEAP = 16 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is heard last by a peer for which there is no memory. */
    private static final Pattern LOST = Pattern.compile("close|reset|fragment|A0|A2/.|no connection .*");

    @Test
    void costsConnectionsAndNothingElse() throws Exception {
        Map<String, Long> failures = new TreeMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            try (ChildServer server = ChildServer.starved("48m", ONE_IN, round)) {
                assertThat(play(server)).as("round %d", round).allMatch(StarvedIT::isBorne);

                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() -> server.footprint().sessions() == 0);
                assertThat(server.footprint().heapBytes()).isLessThan(MOST_HEAP);
                server.failures().forEach((site, count) -> failures.merge(site, count, Long::sum));
            }
        }
        assertThat(failures).hasSize(StarvedServers.Site.values().length);
    }

    private static List<Outcome> play(ChildServer server) throws InterruptedException, ExecutionException {
        Player player = new Player(Endpoint.plain("127.0.0.1", server.port()), Target.AE_TITLE, Duration.ofSeconds(20));
        ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Outcome>> plays = new ArrayList<>();
            List<Case> cases = Corpus.cases(Target.AE_TITLE).stream()
                    .filter(scene -> player.plays(scene) && !scene.waiting())
                    .toList();
            for (int i = 0; i < cases.size(); i += ONE_CASE_IN) {
                Case scene = cases.get(i);
                plays.add(() -> player.play(scene));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : players.invokeAll(plays)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            players.shutdown();
        }
    }

    /** Whoever waits for an answer that does not come hears the end of the connection, and the next peer is served. */
    private static boolean isBorne(Outcome outcome) {
        List<String> heard = outcome.heard();
        boolean lost =
                !heard.isEmpty() && LOST.matcher(heard.get(heard.size() - 1)).matches();
        return outcome.echo().isEmpty() && (outcome.asExpected() || lost);
    }
}
