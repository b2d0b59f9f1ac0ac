package org.pacsscp.robustness.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pacsscp.testkit.wire.Endpoint;

/** A soak with its report: of a server that it starts, or of another acceptor. */
public final class SoakRun {
    private final Soak soak;
    private final Path directory;

    /**
     * @param directory where {@code soak.md}, {@code soak.svg} and the server's log {@code server.log} come to be
     */
    public SoakRun(Soak soak, Path directory) {
        this.soak = soak;
        this.directory = directory;
    }

    /**
     * Attacks a server of this library in a JVM of its own.
     *
     * @return what it came to
     */
    public Verdict ofOwnServer() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path log = directory.resolve("server.log");
        SoakResult result;
        try (ServerProcess server = ServerProcess.start(log)) {
            result = soak.run(Endpoint.plain("127.0.0.1", server.port()), server::vitals);
        }
        return report(result, Files.readString(log));
    }

    /** Attacks another acceptor, of which only the answers are seen. */
    public Verdict of(Endpoint endpoint) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        return report(soak.run(endpoint, () -> Vitals.UNKNOWN), "");
    }

    private Verdict report(SoakResult result, String log) throws IOException {
        String report = Report.of(result);
        Files.writeString(directory.resolve("soak.md"), report);
        Files.writeString(directory.resolve("soak.svg"), Chart.of(result));
        return Verdict.on(result, log, report);
    }
}
