package org.pacsscp.robustness.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pacsscp.robustness.Main;

/** A server of this library in a JVM of its own, which runs the sub-command {@code serve}. Used by one thread at a time. */
final class ServerProcess implements AutoCloseable {
    private static final String LISTENING = "listening on ";
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader in;
    private final OutputStream out;
    private final int port;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        in = process.inputReader(StandardCharsets.UTF_8);
        out = process.getOutputStream();
        port = Integer.parseInt(readLine().substring(LISTENING.length()));
    }

    /** Starts it with the class path of this JVM; its errors go to a file. */
    static ServerProcess start(Path log) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--deadlines",
                "5000");
        return new ServerProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    int port() {
        return port;
    }

    Vitals vitals() throws IOException {
        out.write('\n');
        out.flush();
        return Vitals.parse(readLine());
    }

    private String readLine() throws IOException {
        @Nullable String line = in.readLine();
        if (line == null) {
            throw new IOException("the server has ended; its log says why");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
