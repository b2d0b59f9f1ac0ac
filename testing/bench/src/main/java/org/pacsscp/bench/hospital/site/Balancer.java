package org.pacsscp.bench.hospital.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pacsscp.testing.process.Ports;

/** HAProxy, which gives each connection to the next process. */
final class Balancer implements AutoCloseable {
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final long PATIENCE_SECONDS = 20;
    private static final long POLL_NANOS = 10_000_000;

    private static final String CONFIGURATION = """
            defaults
                mode tcp
                timeout connect 5s
                timeout client 5m
                timeout server 5m
            listen dicom
                bind 127.0.0.1:%d
                balance roundrobin
            """;

    private final Process process;
    private final int port;

    private Balancer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Balancer start(Path directory, List<Integer> ports) throws IOException {
        if (!Files.isExecutable(HAPROXY)) {
            throw new IOException("there is no " + HAPROXY + "; apt-get install haproxy");
        }
        int port = Ports.free();
        StringBuilder text = new StringBuilder(CONFIGURATION.formatted(port));
        for (int i = 0; i < ports.size(); i++) {
            text.append("    server n%d 127.0.0.1:%d%n".formatted(i + 1, ports.get(i)));
        }
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), text);
        Process process = new ProcessBuilder(HAPROXY.toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end of HAProxy"));
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Ports.accepts(port)) {
            if (!process.isAlive() || System.nanoTime() > latest) {
                process.destroyForcibly();
                throw new IOException("HAProxy does not listen; see " + directory.resolve("haproxy.log"));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new Balancer(process, port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
