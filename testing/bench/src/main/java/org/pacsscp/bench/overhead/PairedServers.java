package org.pacsscp.bench.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.bench.load.Target;

/** The process of two servers that this one has started. Owned by the thread that measures. */
final class PairedServers implements AutoCloseable {
    private static final String AE_TITLE = "PACS_SCP";

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final Target plain;
    private final Target other;

    private PairedServers(Process process) throws IOException {
        this.process = process;
        answers = process.inputReader(StandardCharsets.US_ASCII);
        orders = process.outputWriter(StandardCharsets.US_ASCII);
        plain = target();
        other = target();
    }

    /** Starts it; it ends with its input, that is with this process. */
    static PairedServers start(JavaRuntime runtime, Subject subject, Path settings) throws IOException {
        List<String> command = runtime.benchCommand(
                subject == Subject.METRICS
                        ? List.of("overhead-servers", "--metrics")
                        : List.of("overhead-servers", "--settings", settings.toString()));
        return new PairedServers(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private Target target() throws IOException {
        return new Target(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(answer())),
                AE_TITLE,
                OptionalInt.empty());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the servers' process has ended: " + process);
        }
        return line;
    }

    Target plain() {
        return plain;
    }

    Target other() {
        return other;
    }

    void beginRecording() throws IOException {
        order(ServersCommand.RECORD);
    }

    void endRecording() throws IOException {
        order(ServersCommand.STOP);
    }

    private void order(String what) throws IOException {
        orders.write(what + "\n");
        orders.flush();
        if (!answer().equals(what)) {
            throw new IOException("the servers' process has not done what it was told to: " + what);
        }
    }

    /** What its threads have used so far. */
    ThreadTimes threadTimes() throws IOException {
        return ThreadTimes.of(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
