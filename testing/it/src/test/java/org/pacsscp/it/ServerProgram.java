package org.pacsscp.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program with a server, as a process of its own that logs where it listens. Used by the thread of one test. */
public final class ServerProgram implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on \\S+:(\\d+) as");
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;

    private ServerProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command; what it prints goes to a new file in this directory. */
    public static ServerProgram start(Path directory, List<String> command) throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ServerProgram(process, output);
    }

    /** Waits for the port that the log names. */
    public int awaitPort() throws IOException {
        return awaitPort(START);
    }

    /** Waits so long for the port that the log names. */
    public int awaitPort(Duration limit) throws IOException {
        Optional<Integer> port = await("a line 'listening on'")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(this::port, found -> found.isPresent() || !process.isAlive());
        if (port.isEmpty()) {
            throw new IOException("the program ended; it printed " + output());
        }
        return port.get();
    }

    private Optional<Integer> port() throws IOException {
        return LISTENING
                .matcher(output())
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .findFirst();
    }

    /** Returns what was printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end of the process; returns its status. */
    public int awaitExit(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("the program did not end within " + limit + "; it printed " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        // What a launcher script has started outlives the script.
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
