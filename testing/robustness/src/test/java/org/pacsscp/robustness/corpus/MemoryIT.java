package org.pacsscp.robustness.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.robustness.target.HealthyPeer;
import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * What peers without an association can make a server keep, which has a JVM and little heap of its own. {@code
 * -Drobustness.full=true} adds the cases that wait for deadlines, and more silent connections: each needs a descriptor here
 * and there. What was measured is in {@code target/memory.txt}.
 */
class MemoryIT {
    private static final String HOST = "127.0.0.1";
    private static final boolean FULL = Boolean.getBoolean("robustness.full");
    private static final int SILENT = FULL ? 10_000 : 2_000;
    private static final int GREEDY = 1_000;
    private static final int PER_ADDRESS = 1_000;
    private static final long MOST_PER_CONNECTION = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than any of this takes. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final List<Connection> peers = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (Connection peer : peers) {
            peer.close();
        }
    }

    @Test
    void isEnoughForTheCorpus() throws IOException, InterruptedException, ExecutionException {
        try (ChildServer patient = ChildServer.start("48m");
                ChildServer hasty = ChildServer.start("48m", "--deadlines", "3000")) {
            Performance performance = new Performance(endpoint(patient), endpoint(hasty), Target.AE_TITLE);
            List<Case> cases = Corpus.cases(Target.AE_TITLE).stream()
                    .filter(scene -> FULL || !scene.waiting())
                    .toList();

            assertThat(performance.play(cases).values())
                    .filteredOn(outcome -> !outcome.passed())
                    .isEmpty();
            for (ChildServer server : List.of(patient, hasty)) {
                await().pollInSameThread()
                        .atMost(PATIENCE)
                        .until(() -> server.footprint().sessions() == 0);
            }
            report("after the corpus under -Xmx48m: " + patient.footprint());
        }
    }

    /** A mebibyte is as much as a request may have, so the rest is waited for, and not for more. */
    @ParameterizedTest
    @CsvSource({"FFFFFFFF, A0", "00100000, silence"})
    void isEnoughForConnectionsThatClaim(String length, String answer) throws IOException {
        byte[] claim = Bytes.join(Bytes.hex("01 00" + length), Bytes.zeros(1000));
        try (ChildServer server = ChildServer.start("64m", "--max-pending", "2000")) {
            connect(server, GREEDY);
            for (Connection peer : peers) {
                peer.send(claim);
            }
            Duration patience = answer.equals("silence") ? Duration.ofMillis(1) : PATIENCE;
            for (Connection peer : peers) {
                assertThat(peer.hear(patience).word()).isEqualTo(answer);
            }
            echo(server);
            report("with " + GREEDY + " connections that claim " + length + "H under -Xmx64m: " + server.footprint());
        }
    }

    @Test
    void isHardlyUsedBySilentConnections() throws IOException {
        try (ChildServer server = ChildServer.start("256m", "--max-pending", Integer.toString(2 * SILENT))) {
            echo(server);
            ChildServer.Footprint before = server.footprint();
            connect(server, SILENT);
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> server.footprint().descriptors() >= before.descriptors() + SILENT);
            echo(server);

            long each = (server.footprint().heapBytes() - before.heapBytes()) / SILENT;
            report(SILENT + " silent connections: " + each + " bytes of heap each");
            assertThat(each).isLessThanOrEqualTo(MOST_PER_CONNECTION);
        }
    }

    /** From several addresses, for one has not ports enough for all that may be asked for. */
    private void connect(ChildServer server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String from = "127.0.0." + (2 + i / PER_ADDRESS);
            peers.add(Connection.connect(endpoint(server), LIFETIME, Optional.of(new InetSocketAddress(from, 0))));
        }
    }

    private static void echo(ChildServer server) throws IOException {
        new HealthyPeer(endpoint(server), Target.AE_TITLE, PATIENCE).echo();
    }

    private static Endpoint endpoint(ChildServer server) {
        return Endpoint.plain(HOST, server.port());
    }

    private static void report(String line) throws IOException {
        Files.writeString(
                Path.of("target", "memory.txt"),
                line + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
