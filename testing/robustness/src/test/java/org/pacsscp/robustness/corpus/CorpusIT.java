package org.pacsscp.robustness.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.robustness.target.Footprint;
import org.pacsscp.robustness.target.HealthyPeer;
import org.pacsscp.robustness.target.SelfSigned;
import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Credulous;
import org.pacsscp.testkit.wire.Endpoint;

/** Every case of the corpus gets its exact answer, a healthy peer its echo after each, and nothing is left of them. */
@ParameterizedClass
@EnumSource
class CorpusIT {
    enum Port {
        PLAIN,
        TLS
    }

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration HANDSHAKE = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static Map<String, Outcome> outcomes = Map.of();
    private static List<String> errors = List.of();
    private static Optional<TlsConfig> tls = Optional.empty();
    private static Footprint before = Footprint.take();

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Port port;

    @BeforeParameterizedClassInvocation(injectArguments = true)
    static void play(Port port) throws IOException, InterruptedException, ExecutionException {
        if (port == Port.TLS) {
            tls = Optional.of(SelfSigned.make(directory));
        }
        warmUp();
        before = Footprint.take();
        try (CaughtErrors caught = new CaughtErrors();
                Server patient = patient().start();
                Server hasty = hasty().start()) {
            outcomes = new Performance(endpoint(patient), endpoint(hasty), Target.AE_TITLE)
                    .play(Corpus.cases(Target.AE_TITLE));
            await().atMost(PATIENCE)
                    .until(() ->
                            patient.sessions().isEmpty() && hasty.sessions().isEmpty());
            errors = caught.lines();
        }
    }

    /** What a JVM opens once and keeps open must not be counted. */
    private static void warmUp() throws IOException {
        try (Server server = patient().start()) {
            new HealthyPeer(endpoint(server), Target.AE_TITLE, PATIENCE).echo();
        }
    }

    private static Server patient() {
        return builder().build();
    }

    private static Server hasty() {
        return builder()
                .timeouts(Timeouts.builder()
                        .request(DEADLINE)
                        .idle(DEADLINE)
                        .artim(DEADLINE)
                        .tlsHandshake(HANDSHAKE)
                        .build())
                .limits(Limits.builder().maxPendingConnectionsPerAddress(1000).build())
                .build();
    }

    private static ServerBuilder builder() {
        ServerBuilder builder = Target.builder();
        InetSocketAddress address = new InetSocketAddress(loopback(), 0);
        tls.ifPresent(config -> builder.endpoints(
                org.pacsscp.api.Endpoint.plain(address), org.pacsscp.api.Endpoint.tls(address, config)));
        return builder;
    }

    private static Endpoint endpoint(Server server) {
        String host = loopback().getHostAddress();
        return tls.isPresent()
                ? Endpoint.tls(host, server.endpoints().get(1).address().getPort(), Credulous.context())
                : Endpoint.plain(host, server.port());
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @AfterParameterizedClassInvocation
    static void forget() {
        tls = Optional.empty();
    }

    static List<Case> cases() {
        return Corpus.cases(Target.AE_TITLE).stream()
                .filter(scene -> outcomes.containsKey(scene.name()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isAnswered(Case scene) {
        assertThat(outcomes.get(scene.name())).matches(Outcome::passed);
    }

    @Test
    void logsNoErrors() {
        assertThat(errors).isEmpty();
    }

    @Test
    void leavesNoThreadsAndDescriptors() {
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            Footprint now = Footprint.take();
            assertThat(now.threads()).as("threads on %s", port).isLessThanOrEqualTo(before.threads());
            assertThat(now.descriptors()).as("descriptors on %s", port).isLessThanOrEqualTo(before.descriptors());
        });
    }
}
