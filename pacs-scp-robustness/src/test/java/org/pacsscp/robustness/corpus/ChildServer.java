package org.pacsscp.robustness.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pacsscp.robustness.Main;

/** A server in a JVM of its own, with as little heap as it is told. Used by one thread. */
final class ChildServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");
    private static final Pattern FOOTPRINT =
            Pattern.compile("heap (\\d+) bytes, (\\d+) threads, (-?\\d+) descriptors, (\\d+) sessions");

    /** What the server has after a collection of garbage. */
    record Footprint(long heapBytes, int threads, long descriptors, int sessions) {}

    private final Process process;
    private final BufferedReader out;
    private final int port;

    private ChildServer(Process process) throws IOException {
        this.process = process;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(next(LISTENING).group(1));
    }

    static ChildServer start(String heap, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
        line.addAll(List.of(options));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try {
            return new ChildServer(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    int port() {
        return port;
    }

    Footprint footprint() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        Matcher found = next(FOOTPRINT);
        return new Footprint(
                Long.parseLong(found.group(1)),
                Integer.parseInt(found.group(2)),
                Long.parseLong(found.group(3)),
                Integer.parseInt(found.group(4)));
    }

    /** Whatever else it says is an error. */
    private Matcher next(Pattern pattern) throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("the server said: " + line);
        }
        return matcher;
    }

    /** Lets it end; fails if it has said anything more, which is an error. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try (out) {
            String more = out.lines().collect(Collectors.joining(System.lineSeparator()));
            if (!more.isBlank()) {
                throw new IOException("the server said: " + more);
            }
        }
    }
}
