package org.pacsscp.boot;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application in a process of its own. */
final class ApplicationProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on \\S+:(\\d+) as ");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    ApplicationProcess(List<String> command, Path directory) throws IOException {
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        reader = new Thread(this::read, "output of the application");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add(e.toString());
        }
    }

    int awaitPort() {
        await().atMost(PATIENCE).until(() -> LISTENING.matcher(output()).find() || !process.isAlive());
        Matcher listening = LISTENING.matcher(output());
        if (!listening.find()) {
            throw new AssertionError("the application does not listen:\n" + output());
        }
        return Integer.parseInt(listening.group(1));
    }

    /** Asks it to end, as systemd and Kubernetes do, and goes on reading what it prints, which Process.destroy() would not. */
    void terminate() {
        process.toHandle().destroy();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the application does not end:\n" + output());
        }
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    String output() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
