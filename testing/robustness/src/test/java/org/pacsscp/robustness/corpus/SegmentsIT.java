package org.pacsscp.robustness.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Peer.Network;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.robustness.target.SelfSigned;
import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Credulous;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * Every conversation of the corpus gets the same answers whether each PDU has a segment of its own or everything comes in one,
 * the end of the stream included, below TLS the end of the handshake too.
 */
class SegmentsIT {
    private static final int AT_ONCE = 8;

    /** Less than {@code Timeouts.idle}. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String PROXY_HEADER = "PROXY TCP4 192.0.2.1 192.0.2.2 1024 104\r\n";

    /** How bytes come to the server. */
    enum Way {
        PLAIN("", ""),
        PROXY("", PROXY_HEADER),
        TLS_1_2("TLSv1.2", ""),
        TLS_1_3("TLSv1.3", ""),
        PROXY_AND_TLS("TLSv1.3", PROXY_HEADER);

        private final String protocol;
        private final String prelude;

        Way(String protocol, String prelude) {
            this.protocol = protocol;
            this.prelude = prelude;
        }
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void areNothingThatAnAnswerDependsOn(Way way) throws IOException, InterruptedException, ExecutionException {
        try (Server server = server(way)) {
            Segmented segmented = new Segmented(endpoint(server, way), way.prelude.getBytes(StandardCharsets.US_ASCII));
            List<Case> cases = Corpus.cases(Target.AE_TITLE).stream()
                    .filter(Segmented::canPlay)
                    .toList();
            assertThat(cases).hasSizeGreaterThan(400);
            Map<String, List<String>> apart = play(cases, segmented, false);
            Map<String, List<String>> together = play(cases, segmented, true);
            if (way == Way.TLS_1_2) {
                // RFC 5246 section 7.2.1: who has sent a close_notify gets no answers any more, only the end.
                assertThat(together.values()).containsOnly(List.of("close"));
            } else {
                assertThat(together)
                        .hasSameSizeAs(apart)
                        .allSatisfy((name, heard) -> assertThat(heard)
                                .as(name)
                                .matches(
                                        words -> agree(words, apart.getOrDefault(name, List.of())),
                                        "as " + apart.get(name)));
            }
            await("the end of associations that nobody is on any more, long before the idle deadline")
                    .atMost(PATIENCE)
                    .until(() -> server.sessions().isEmpty());
        }
    }

    /**
     * Tells whether the answers are the same. The end cuts off what a worker has not answered when it comes, and all that
     * follows that (PS3.8 Table 9-10, AA-4).
     */
    private static boolean agree(List<? extends String> together, List<String> apart) {
        if (together.equals(apart)) {
            return true;
        }
        int answered = together.size() - 1;
        return apart.size() > answered
                && together.get(answered).equals("close")
                && together.subList(0, answered).equals(apart.subList(0, answered))
                && isOfAWorker(apart.subList(0, answered + 1));
    }

    private static boolean isOfAWorker(List<String> words) {
        return words.stream().anyMatch(word -> word.startsWith("C-STORE-RSP") || word.startsWith("C-FIND-RSP"));
    }

    /** Returns what was heard, by the names of the cases. */
    private static Map<String, List<String>> play(List<Case> cases, Segmented segmented, boolean together)
            throws InterruptedException, ExecutionException {
        ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Map.Entry<String, List<String>>>> plays = cases.stream()
                    .<Callable<Map.Entry<String, List<String>>>>map(
                            scene -> () -> Map.entry(scene.name(), segmented.play(scene, together)))
                    .toList();
            Map<String, List<String>> heard = new TreeMap<>();
            for (Future<Map.Entry<String, List<String>>> play : players.invokeAll(plays)) {
                heard.put(play.get().getKey(), play.get().getValue());
            }
            return heard;
        } finally {
            players.shutdown();
        }
    }

    private Server server(Way way) throws IOException {
        ServerBuilder builder = Target.builder()
                .limits(Limits.builder().maxPendingConnectionsPerAddress(1000).build());
        if (!way.prelude.isEmpty()) {
            builder.trustedProxies(Network.parse("127.0.0.1"));
        }
        if (!way.protocol.isEmpty()) {
            builder.endpoints(org.pacsscp.api.Endpoint.tls(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SelfSigned.make(directory)));
        }
        return builder.build().start();
    }

    private static Endpoint endpoint(Server server, Way way) {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        return way.protocol.isEmpty()
                ? new Endpoint(host, server.port(), Optional.empty())
                : Endpoint.tls(host, server.port(), Credulous.context(way.protocol));
    }
}
