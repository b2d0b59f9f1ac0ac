package org.pacsscp.robustness.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Server;
import org.pacsscp.robustness.target.HealthyPeer;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * Mutated conversations with a server of this library: 4,000 sessions, or as many as {@code
 * -Dpacsscp.fuzz.sessions=20000 -Dpacsscp.fuzz.seed=1} says.
 */
class FuzzIT {
    private static final long SESSIONS = Long.getLong("pacsscp.fuzz.sessions", 4_000);
    private static final long SEED = Long.getLong("pacsscp.fuzz.seed", 1);
    private static final int THREADS = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void captureLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseLog() {
        System.setErr(standardError);
    }

    @Test
    void everyAnswerIsOneThatAnAcceptorMayGive() throws Exception {
        try (Server server = FuzzTarget.builder(0).build().start()) {
            Endpoint endpoint = Endpoint.plain("127.0.0.1", server.port());
            Fuzzer fuzzer = new Fuzzer(endpoint, new HealthyPeer(endpoint, FuzzTarget.AE_TITLE, PATIENCE));

            assertThat(fuzzer.run(SEED, SESSIONS, THREADS)).isEmpty();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.sessions()).isEmpty());
            // What is asked is understood often enough for the answers to be worth a look.
            assertThat(fuzzer.lastWords()).containsKeys("RP", "A0", "A2/1", "A2/2", "A2/5", "A2/6", "RJ(1,1,7)");
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("pacs-scp")));
    }
}
