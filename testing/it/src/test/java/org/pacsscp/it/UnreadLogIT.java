package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The standard error of an example server is a pipe that nobody reads: that costs lines of the log, and nothing else. */
class UnreadLogIT {
    private static final Pattern LISTENING = Pattern.compile("listening on (.+):(\\d+) as .+");

    /** With a line for each PDU: more than a pipe and the server's queue hold. */
    private static final int ECHOES = 2000;

    private static final int EXIT_SECONDS = 20;

    @Test
    void costsNoAssociationAndNoSignal() throws IOException, InterruptedException {
        Process server = start();
        try {
            echo(server);
            server.toHandle().destroy();
            assertThat(server.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void isSaidToBeIncompleteOnceSomebodyReads() throws IOException, InterruptedException {
        Process server = start();
        try {
            echo(server);
            List<String> log = new ArrayList<>();
            try (BufferedReader reader = server.errorReader(StandardCharsets.UTF_8)) {
                String line = reader.readLine();
                while (line != null && !line.contains(" lines of the log are missing here")) {
                    log.add(line);
                    line = reader.readLine();
                }
                assertThat(line).as("after %d lines", log.size()).matches(".* WARN LogQueue - [1-9]\\d* lines of .*");
                server.toHandle().destroy();
                while (line != null) {
                    log.add(line);
                    line = reader.readLine();
                }
            }
            assertThat(log.get(log.size() - 1)).endsWith("stopped");
            assertThat(server.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(ExampleServer.command(
                        ExampleServer.Launch.JAR, "", List.of("echo-server", "--port", "0", "--log-pdus")))
                .start();
    }

    private static void echo(Process server) throws IOException {
        Matcher listening = LISTENING.matcher(
                String.valueOf(server.inputReader(StandardCharsets.UTF_8).readLine()));
        assertThat(listening.matches()).isTrue();
        int port = Integer.parseInt(listening.group(2));
        for (int i = 0; i < ECHOES; i++) {
            assertThat(Verifier.echoOnce(InProcessServer.HOST, port))
                    .as("echo %d", i)
                    .isZero();
        }
    }
}
