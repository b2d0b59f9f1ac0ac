package org.pacsscp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pacsscp.testing.document.Markdown;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;

/**
 * HAProxy as a process, with the configuration of docs/operations.md: only ports, and what an option asks for, are others.
 */
final class Haproxy implements AutoCloseable {
    /** Where it listens and from where it connects. */
    static final String ADDRESS = "127.0.0.9";

    private static final Pattern CONFIGURATION = Pattern.compile("```haproxy\n(.*?)```", Pattern.DOTALL);

    private final ListeningProgram running;

    private Haproxy(ListeningProgram running) {
        this.running = running;
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
        String program = program().toString();
        Path file = directory.resolve("haproxy.cfg");
        String text = configuration()
                .replace(":11113", ":" + one)
                .replace(":11114", ":" + two)
                .replace("send-proxy-v2", sendProxy);
        return new Haproxy(ListeningProgram.start(directory.resolve("haproxy.log"), port -> {
            Files.writeString(file, text.replace(":11112", ":" + port));
            return new ProcessBuilder(program, "-db", "-f", file.toString());
        }));
    }

    private static String configuration() throws IOException {
        Matcher matcher =
                CONFIGURATION.matcher(Markdown.read("docs/operations.md").text());
        if (!matcher.find()) {
            throw new IOException("docs/operations.md has no configuration of HAProxy");
        }
        return matcher.group(1);
    }

    int port() {
        return running.port();
    }

    @Override
    public void close() {
        running.close();
    }
}
