package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example server as a process of its own, as a user starts it. Used by the thread of one test. */
public final class ExampleServer implements AutoCloseable {
    public static final String AE_TITLE = "PACS_SCP";

    private static final String MAIN_CLASS = "org.pacsscp.examples.Main";
    private static final Pattern LISTENING = Pattern.compile("listening (?:with TLS )?on (.+):(\\d+) as (.+)");
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration EXIT = Duration.ofSeconds(40);

    /** How the example is launched. */
    enum Launch {
        /** {@code java -jar}. */
        JAR,
        /** {@code java -p … -m …}. */
        MODULE_PATH,
        /** {@code java -cp …}. */
        CLASS_PATH
    }

    /** A line of the server that says where it listens. */
    record Listening(String host, int port, String aeTitle) {}

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private ExampleServer(Process process) {
        this.process = process;
        readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
    }

    /** Starts {@code echo-server} from the jar on a free port and waits until it listens. */
    static ExampleServer start(String... options) throws IOException {
        return start(Launch.JAR, "", options);
    }

    /**
     * Starts {@code echo-server} on a free port and waits until it listens.
     *
     * @param launch how
     * @param morePath what stands on the class path or module path besides; empty for nothing
     * @param options options of the sub-command
     */
    static ExampleServer start(Launch launch, String morePath, String... options) throws IOException {
        return start(launch, morePath, "echo-server", options);
    }

    /** Starts {@code store-server} from the jar on a free port and waits until it listens. */
    static ExampleServer startStore(Path directory, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--directory", directory.toString()));
        arguments.addAll(List.of(options));
        return start(Launch.JAR, "", "store-server", arguments.toArray(String[]::new));
    }

    /** Starts {@code store-server} from the jar with these options only, on a free port, and waits until it listens. */
    static ExampleServer startStoreWith(String... options) throws IOException {
        return start(Launch.JAR, "", "store-server", options);
    }

    /** Starts {@code worklist-server} from the jar on a free port and waits until it listens. */
    static ExampleServer startWorklist(Path directory, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--directory", directory.toString()));
        arguments.addAll(List.of(options));
        return start(Launch.JAR, "", "worklist-server", arguments.toArray(String[]::new));
    }

    /** Starts {@code archive-server} from the jar on a free port and waits until it listens. */
    public static ExampleServer startArchive(Path directory, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--directory", directory.toString()));
        arguments.addAll(List.of(options));
        return start(Launch.JAR, "", "archive-server", arguments.toArray(String[]::new));
    }

    private static ExampleServer start(Launch launch, String morePath, String subCommand, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(subCommand));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--no-plain-port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        ExampleServer server = new ExampleServer(new ProcessBuilder(command(launch, morePath, arguments)).start());
        try {
            await("a line 'listening on'")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !server.listening().isEmpty() || !server.process.isAlive());
        } catch (RuntimeException e) {
            server.close();
            throw new IOException("the server did not start; it printed " + server.out + " and " + server.err, e);
        }
        if (server.listening().isEmpty()) {
            int exitCode = server.process.exitValue();
            server.close();
            throw new IOException(
                    "the server ended with " + exitCode + "; it printed " + server.out + " and " + server.err);
        }
        return server;
    }

    /** Returns the command line that launches the example with these arguments. */
    static List<String> command(Launch launch, String morePath, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Artifacts.javaCommand());
        String tail = morePath.isEmpty() ? "" : java.io.File.pathSeparator + morePath;
        switch (launch) {
            case JAR -> command.addAll(List.of("-jar", Artifacts.jar("examples").toString()));
            case MODULE_PATH ->
                command.addAll(
                        List.of("-p", Artifacts.examplePath() + tail, "-m", "org.pacsscp.examples/" + MAIN_CLASS));
            case CLASS_PATH -> command.addAll(List.of("-cp", Artifacts.exampleClassPath() + tail, MAIN_CLASS));
        }
        command.addAll(arguments);
        return command;
    }

    /** Returns what the server said so far about where it listens, with TLS or without. */
    List<Listening> listening() {
        List<Listening> found = new ArrayList<>();
        for (String line : out) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.matches()) {
                found.add(new Listening(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)));
            }
        }
        return found;
    }

    /** Returns its first port: the plain one, if there is one. */
    public int port() {
        return listening().get(0).port();
    }

    List<String> outLines() {
        return List.copyOf(out);
    }

    /** Returns the log so far. */
    List<String> log() {
        return List.copyOf(err);
    }

    /** Waits until this many lines of the log contain a text, ignoring case. */
    void awaitLog(int count, String text) {
        awaitLines(err, count, text);
    }

    /** Waits until this many lines of the standard output contain a text, ignoring case. */
    void awaitOut(int count, String text) {
        awaitLines(out, count, text);
    }

    private static void awaitLines(List<String> lines, int count, String text) {
        Pattern pattern = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(lines)
                        .filteredOn(pattern.asPredicate())
                        .as("lines with '%s' in %s", text, lines)
                        .hasSizeGreaterThanOrEqualTo(count));
    }

    /** Sends SIGTERM, as {@link Process#destroy()} does on this platform, which closes the streams besides. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends a signal by its name, such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        Commands.run(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    /** Sends SIGKILL, which on this platform is what {@link Process#destroyForcibly()} does, and waits for the end. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits for the end of the process and of its output. */
    int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(EXIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the server did not end within " + EXIT + "; its log: " + err);
        }
        for (Thread reader : readers) {
            reader.join(EXIT.toMillis());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM, and SIGKILL if that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(EXIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread reader(InputStream in, List<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                            lines.add(line);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "example-server-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
