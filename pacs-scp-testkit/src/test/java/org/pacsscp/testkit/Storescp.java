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
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;

/** DCMTK's {@code storescp}, which logs what it thinks of its peers. Used by one thread. */
public final class Storescp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ListeningProgram running;
    private final Path directory;

    private Storescp(ListeningProgram running, Path directory) {
        this.running = running;
        this.directory = directory;
    }

    /** Starts it where it keeps what it is sent, and its log; skips the test, or fails it, if it is missing. */
    public static Storescp start(Path parent, String... options) throws IOException {
        Interop.needs("storescp", "apt-get install dcmtk");
        Path directory = Files.createTempDirectory(parent, "storescp");
        return new Storescp(
                ListeningProgram.start(directory.resolve("log"), port -> {
                    List<String> command = new ArrayList<>(List.of("storescp", "-v", "-aet", "STORESCP"));
                    command.addAll(List.of(options));
                    command.add(Integer.toString(port));
                    return Processes.prompt(new ProcessBuilder(command).directory(directory.toFile()));
                }),
                directory);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), running.port());
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
        running.close();
    }
}
