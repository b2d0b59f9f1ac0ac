package org.pacsscp.robustness.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pacsscp.robustness.Main;

/** A server in a JVM of its own, with as little heap as it is told. Used by one thread. */
final class ChildServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");
    private static final Pattern TLS = Pattern.compile("TLS on (\\d+)");
    private static final String ROOM = "released";
    private static final Pattern FAILURES = Pattern.compile("failed (.*)");
    private static final Pattern FAILURE = Pattern.compile("(\\w+)=(\\d+)");
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
        return start(List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"), options);
    }

    /** Starts one with options of its JVM. */
    static ChildServer start(List<String> jvmOptions, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(options));
        return start(jvmOptions, "error", Main.class, arguments);
    }

    /** Starts one for which an allocation in so many fails, by chance from a seed; what it logs of that is no error here. */
    static ChildServer starved(String heap, int oneIn, long seed) throws IOException {
        return start(
                List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"),
                "off",
                StarvedServe.class,
                List.of(Integer.toString(oneIn), Long.toString(seed)));
    }

    /** Starts one whose heap can be full for so long, see {@link #fillHeap}. */
    static ChildServer ofFullHeap(String heap, int millis) throws IOException {
        return start(List.of("-Xmx" + heap), "off", FullHeapServe.class, List.of(Integer.toString(millis)));
    }

    private static ChildServer start(List<String> jvmOptions, String logLevel, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvmOptions);
        line.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + logLevel,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        line.addAll(arguments);
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

    /** Returns the port with TLS of a server that was started with {@code --tls}; to be asked first, and once. */
    int tlsPort() throws IOException {
        return Integer.parseInt(next(TLS).group(1));
    }

    Footprint footprint() throws IOException {
        ask('\n');
        Matcher found = next(FOOTPRINT);
        return new Footprint(
                Long.parseLong(found.group(1)),
                Integer.parseInt(found.group(2)),
                Long.parseLong(found.group(3)),
                Integer.parseInt(found.group(4)));
    }

    /** Returns how many allocations of a starved server have failed, by what they were for. */
    Map<String, Long> failures() throws IOException {
        ask('f');
        return FAILURE.matcher(next(FAILURES).group(1))
                .results()
                .collect(Collectors.toMap(failure -> failure.group(1), failure -> Long.valueOf(failure.group(2))));
    }

    /** Lets the heap be full for its time. */
    void fillHeap() throws IOException {
        ask('\n');
    }

    /** Waits until there is room in the heap again; tells whether that comes before the process has ended. */
    boolean awaitRoom() throws IOException {
        String line = out.readLine();
        return line != null && line.equals(ROOM);
    }

    /** Tells whether it has ended by itself within so long, with this status. */
    boolean hasEnded(int status, Duration patience) throws InterruptedException {
        return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS) && process.exitValue() == status;
    }

    private void ask(char question) throws IOException {
        process.getOutputStream().write(question);
        process.getOutputStream().flush();
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
