package org.pacsscp.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testing.process.Interop;

/**
 * HAProxy as a process, with the configuration of docs/operations.md: only ports, and what an option asks for, are others.
 */
final class Haproxy implements AutoCloseable {
    /** Where it listens and from where it connects. */
    static final String ADDRESS = "127.0.0.9";

    private static final Pattern CONFIGURATION = Pattern.compile("```haproxy\n(.*?)```", Pattern.DOTALL);

    private final Process process;
    private final int port;

    private Haproxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test, or fails it, if there is no HAProxy. */
    static Path program() {
        Path ofRoot = Path.of("/usr/sbin/haproxy");
        if (Files.isExecutable(ofRoot)) {
            return ofRoot;
        }
        Interop.needs("haproxy", "apt-get install haproxy");
        return Commands.find("haproxy").orElseThrow();
    }

    /** Starts it before two instances, and waits until it takes connections. */
    static Haproxy start(Path directory, String sendProxy, int one, int two) throws IOException {
        int port = freePort(ADDRESS);
        String text = configuration()
                .replace(":11112", ":" + port)
                .replace(":11113", ":" + one)
                .replace(":11114", ":" + two)
                .replace("send-proxy-v2", sendProxy);
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), text);
        Path output = directory.resolve("haproxy.log");
        Process process = new ProcessBuilder(program().toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Haproxy haproxy = new Haproxy(process, port);
        try {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive() || haproxy.answers());
        } catch (RuntimeException e) {
            haproxy.close();
            throw e;
        }
        if (!process.isAlive()) {
            throw new IOException("haproxy ended: " + Files.readString(output));
        }
        return haproxy;
    }

    private static String configuration() throws IOException {
        Matcher matcher =
                CONFIGURATION.matcher(Markdown.read("docs/operations.md").text());
        if (!matcher.find()) {
            throw new IOException("docs/operations.md has no configuration of HAProxy");
        }
        return matcher.group(1);
    }

    /** HAProxy cannot say which free port it got, so it is told one that was free a moment ago. */
    static int freePort(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ADDRESS, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroy);
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
