package org.pacsscp.it.osgi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.Commands;

/** Apache Karaf, unpacked in a directory of its own, that gets nothing from the network. Used by the thread of one test. */
final class Karaf implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern LISTENING = Pattern.compile("listening on \\S+:(\\d+) as");
    private static final Pattern FAILED = Pattern.compile("Error executing command|Command not found");
    private static final String SCHEMA = "org/apache/karaf/features/karaf-features-1.6.0.xsd";

    private final Path home;
    private final Path output;
    private @Nullable Process process;

    private Karaf(Path home) {
        this.home = home;
        this.output = home.resolve("console.txt");
    }

    /** Unpacks what the build has fetched. */
    static Karaf unpack(Path directory) throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve("karaf"));
        Commands.runWell(List.of(
                "tar",
                "-xzf",
                Artifacts.osgi("karaf").resolve("karaf.tar.gz").toString(),
                "-C",
                home.toString(),
                "--strip-components=1"));
        Path nothing = Files.createDirectory(home.resolve("nothing"));
        Path settings = Files.writeString(home.resolve("settings.xml"), "<settings/>");
        Files.writeString(home.resolve("etc/org.ops4j.pax.url.mvn.cfg"), """
                org.ops4j.pax.url.mvn.settings = %s
                org.ops4j.pax.url.mvn.localRepository = %s
                org.ops4j.pax.url.mvn.useFallbackRepositories = false
                org.ops4j.pax.url.mvn.defaultRepositories = %s@id=system@snapshots
                org.ops4j.pax.url.mvn.repositories = %s@id=nothing
                """.formatted(
                        settings, home.resolve("local"), home.resolve("system").toUri(), nothing.toUri()));
        // Its console would come before its commands, which a person does not notice.
        Files.writeString(
                home.resolve("etc/custom.properties"), "karaf.delay.console = true\n", StandardOpenOption.APPEND);
        return new Karaf(home);
    }

    /** Puts a file where Karaf looks for artifacts. */
    void add(String group, String artifact, String version, String ending, Path file) throws IOException {
        Path versions = Files.createDirectories(home.resolve("system")
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version));
        Files.copy(file, versions.resolve(artifact + "-" + version + ending));
    }

    /** Returns the schema of files with features. */
    InputStream schema() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("system/org/apache/karaf/features"))) {
            Path core = files.filter(file ->
                            file.getFileName().toString().matches("org\\.apache\\.karaf\\.features\\.core.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no schema in " + home));
            try (ZipFile jar = new ZipFile(core.toFile())) {
                return new ByteArrayInputStream(
                        jar.getInputStream(jar.getEntry(SCHEMA)).readAllBytes());
            }
        }
    }

    /** Starts it with its console on our pipe, and with system properties. */
    void start(Map<String, String> properties) throws IOException {
        // As a client it has no remote shell, whose port would be a fixed one.
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/karaf").toString(), "client");
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF_") || name.equals("JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", Artifacts.property("java.home"));
        builder.environment().put("EXTRA_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment()
                .put(
                        "KARAF_OPTS",
                        properties.entrySet().stream()
                                .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(" ")));
        process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Enters a line at the console, which reads it when it has done what was entered before. */
    void enter(String command) throws IOException {
        OutputStream console = running().getOutputStream();
        console.write((command + "\n").getBytes(UTF_8));
        console.flush();
    }

    /** Waits for the port of a server that a bundle has started. */
    int awaitPort() throws IOException {
        try {
            await("a line 'listening on'")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> hasFailed() || LISTENING.matcher(log()).find());
        } catch (ConditionTimeoutException e) {
            throw new IOException("no server was started in time: " + description(), e);
        }
        Matcher listening = LISTENING.matcher(log());
        if (!listening.find()) {
            throw new IOException("no server was started: " + description());
        }
        return Integer.parseInt(listening.group(1));
    }

    private boolean hasFailed() throws IOException {
        return !running().isAlive() || FAILED.matcher(Files.readString(output)).find();
    }

    /** Returns what was logged so far. */
    String log() throws IOException {
        Path file = home.resolve("data/log/karaf.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Returns what it has printed and logged, for the message of a failure. */
    String description() throws IOException {
        return "the console shows\n" + Files.readString(output) + "\nand the log\n" + log();
    }

    /** Ends the input of the console, with which Karaf ends. */
    void end() throws IOException, InterruptedException {
        running().getOutputStream().close();
        if (!running().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("Karaf did not end within " + LIMIT + ": " + description());
        }
        if (running().exitValue() != 0) {
            throw new IOException("Karaf ended with " + running().exitValue() + ": " + description());
        }
    }

    private Process running() {
        return Objects.requireNonNull(process, "Karaf was not started");
    }

    /** Kills what a failed test has left running. */
    @Override
    public void close() {
        if (process != null) {
            // The script has started Java, which outlives it.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
