package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Pdus;

/**
 * ServedInstances that are larger than the memory of the server which reads them; their bytes are noise.
 *
 * <p>{@code -Dpacsscp.large.scale=10} makes them ten times as large.
 */
class LargeInstanceIT {
    private static final long MIB = 1L << 20;
    private static final long SCALE = Long.getLong("pacsscp.large.scale", 1);

    /** What fits into a P-DATA-TF of 65536 bytes, even. */
    private static final int FRAGMENT = 65_530;

    private static final int HEADER = 12;

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void readsAnInstanceOfTwoGibibytesWithinSixtyFourMebibytes() throws Exception {
        Path output = start("-Xmx64m");
        String stored = store(port(output), 1, 2048 * MIB * SCALE, () -> {});
        assertThat(Files.readAllLines(output)).contains(stored);
    }

    @Test
    void readsFiftyInstancesAtOnceWithin128Mebibytes() throws Exception {
        int count = 50;
        Path output = start("-Xmx128m");
        int port = port(output);
        CyclicBarrier allHaveBegun = new CyclicBarrier(count);
        ExecutorService clients = Executors.newFixedThreadPool(count);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                int instance = i;
                results.add(clients.submit(() -> store(port, instance, 100 * MIB * SCALE, allHaveBegun::await)));
            }
            List<String> stored = new ArrayList<>();
            for (Future<String> result : results) {
                stored.add(result.get());
            }
            assertThat(Files.readAllLines(output)).containsAll(stored);
        } finally {
            clients.shutdownNow();
        }
    }

    private Path start(String maximumHeap) throws IOException {
        Path output = directory.resolve("output");
        processes.add(new ProcessBuilder(
                        Artifacts.javaCommand(),
                        maximumHeap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        Artifacts.property("java.class.path"),
                        ChecksumServer.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        return output;
    }

    private static int port(Path output) throws IOException {
        await("a line 'listening on'")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(output).endsWith("\n"));
        return Integer.parseInt(
                Files.readString(output).lines().findFirst().orElseThrow().replaceAll("\\D", ""));
    }

    /** Sends an instance, {@code begun} after its first fragment; returns what the server has to print of it. */
    private static String store(int port, int number, long length, BarrierAction begun) throws Exception {
        String sopInstance = ServedInstances.uid(number).value();
        try (Requestor peer = Proposal.to(InProcessServer.AE_TITLE)
                .context(ServedInstances.CT)
                .patience(Duration.ofSeconds(60))
                .open(InProcessServer.HOST, port)) {
            byte[] command = org.pacsscp.testkit.wire.Commands.storeRq(1, ServedInstances.CT.value(), sopInstance);
            peer.send(1, command, Optional.empty());
            CRC32C checksum = sendNoise(peer, number, length, begun);
            assertThat(peer.response(1).status()).isEqualTo(DimseStatus.SUCCESS);
            peer.release();
            return ChecksumServer.line(sopInstance, length, checksum);
        }
    }

    private static CRC32C sendNoise(Requestor peer, int seed, long length, BarrierAction begun) throws Exception {
        CRC32C checksum = new CRC32C();
        byte[] pdu = new byte[HEADER + FRAGMENT];
        new Random(seed).nextBytes(pdu);
        for (long sent = 0; sent < length; sent += FRAGMENT) {
            int fragment = (int) Math.min(FRAGMENT, length - sent);
            boolean last = sent + fragment == length;
            // No two fragments are the same: a loss or an exchange of two would show in the checksum.
            ByteBuffer.wrap(pdu)
                    .put((byte) Pdus.P_DATA_TF)
                    .put((byte) 0)
                    .putInt(fragment + 6)
                    .putInt(fragment + 2)
                    .put((byte) 1)
                    .put((byte) (last ? 2 : 0))
                    .putLong(sent);
            checksum.update(pdu, HEADER, fragment);
            peer.send(pdu, 0, HEADER + fragment);
            if (sent == 0) {
                begun.run();
            }
        }
        return checksum;
    }

    /** Waits for others. */
    @FunctionalInterface
    private interface BarrierAction {
        void run() throws Exception;
    }
}
