package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs commands of the operating system to their end. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration READ_LIMIT = Duration.ofMinutes(10);

    private Commands() {}

    /** What a command left behind. */
    public record Result(List<String> command, int exitCode, String out, String err) {
        /** Returns everything that was printed. */
        public String output() {
            return out + err;
        }
    }

    public static Result run(List<String> command) throws IOException, InterruptedException {
        return run(Path.of("").toAbsolutePath(), command);
    }

    public static Result run(Path directory, List<String> command) throws IOException, InterruptedException {
        return run(directory, command, LIMIT);
    }

    private static Result run(Path directory, List<String> command, Duration limit)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(command + " did not end within " + limit);
            }
            return new Result(command, process.exitValue(), out.join(), err.join());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs a command that must succeed. */
    public static Result runWell(List<String> command) throws IOException, InterruptedException {
        return runWell(command, LIMIT);
    }

    /** Runs a command that must succeed within this time. */
    public static Result runWell(List<String> command, Duration limit) throws IOException, InterruptedException {
        Result result = run(Path.of("").toAbsolutePath(), command, limit);
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result;
    }

    /** Finds a program on the search path of the process. */
    public static Optional<Path> find(String program) {
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(searchPath.split(java.io.File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** On a thread of its own: a pool may have one thread only, which would wait for one of two full pipes. */
    private static CompletableFuture<String> read(InputStream in) {
        return CompletableFuture.supplyAsync(() -> text(in), task -> new Thread(task, "command-output").start())
                .orTimeout(READ_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
