package org.pacsscp.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.testing.process.Ports;

/** DCMTK's {@code storescp}, which logs what it thinks of its peers. Used by one thread. */
public final class Storescp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;

    private final Process process;
    private final Path directory;
    private final int port;

    private Storescp(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Starts it where it keeps what it is sent, and its log; skips the test, or fails it, if it is missing. */
    public static Storescp start(Path parent, String... options) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path directory = Files.createTempDirectory(parent, "storescp");
            int port = Ports.free();
            List<String> command = new ArrayList<>(List.of("storescp", "-v", "-aet", "STORESCP"));
            command.addAll(List.of(options));
            command.add(Integer.toString(port));
            Process process = Processes.start(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile()));
            Storescp storescp = new Storescp(process, directory, port);
            await().atMost(PATIENCE).until(() -> Ports.accepts(port) || !process.isAlive());
            if (process.isAlive()) {
                return storescp;
            }
        }
        throw new IOException("storescp found no free port in " + ATTEMPTS + " attempts");
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Returns its log so far. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    /** Waits until a line of its log matches. */
    public void awaitLog(String pattern) {
        await("a line of the log of storescp that matches " + pattern)
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> org.assertj.core.api.Assertions.assertThat(log()).containsPattern(pattern));
    }

    /** Returns what it keeps. */
    public List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("log")).toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
