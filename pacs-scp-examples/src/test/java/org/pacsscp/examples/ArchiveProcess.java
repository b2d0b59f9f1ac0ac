package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pacsscp.client.RemoteEntity;

/** {@code archive-server} as a process of its own, as a user starts it. For one thread, but for {@link #kill()}. */
final class ArchiveProcess implements AutoCloseable {
    static final String AE_TITLE = "PACS_SCP";

    private static final Pattern LISTENING = Pattern.compile("(?m)^listening on .+:(\\d+) as " + AE_TITLE + "$");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;
    private int port;

    private ArchiveProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it on a free port, or on one that it had before, and waits until it listens. */
    static ArchiveProcess start(Path directory, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Main.class.getName(),
                ArchiveServer.NAME,
                "--bind=127.0.0.1",
                "--directory=" + directory));
        command.addAll(List.of(options));
        if (Stream.of(options).noneMatch(option -> option.startsWith("--port"))) {
            command.add("--port=0");
        }
        Path out = Files.createTempFile(directory.getParent(), "archive", ".out");
        Path err = Files.createTempFile(directory.getParent(), "archive", ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        ArchiveProcess started = new ArchiveProcess(process, out, err);
        try {
            started.awaitPort();
            return started;
        } catch (RuntimeException | IOException e) {
            started.close();
            throw e;
        }
    }

    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(path -> path != null && !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitPort() throws IOException {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> listening().isPresent() || !process.isAlive());
        Optional<Integer> found = listening();
        if (found.isEmpty()) {
            throw new IOException("archive-server did not start: " + log());
        }
        port = found.get();
    }

    private Optional<Integer> listening() throws IOException {
        Matcher matcher = LISTENING.matcher(Files.readString(out));
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    int port() {
        return port;
    }

    RemoteEntity remote() {
        return RemoteEntity.of(AE_TITLE, "127.0.0.1", port);
    }

    private String log() throws IOException {
        return Files.readString(err);
    }

    /** Waits until the log has a text. */
    void awaitLog(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log()).contains(text));
    }

    /** Returns how many sockets it has: one that listens, and one a connection. */
    long openSockets() throws IOException {
        long open = 0;
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            for (Path file : files.toList()) {
                open += target(file).startsWith("socket:") ? 1 : 0;
            }
        }
        return open;
    }

    private static String target(Path file) throws IOException {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (NoSuchFileException e) {
            return "closed meanwhile";
        }
    }

    /** Returns how many threads it has, those of the virtual machine among them. */
    long threads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return threads.count();
        }
    }

    /** Sends SIGKILL, and waits for the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM, and SIGKILL if that does not help; returns the status of the process. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
