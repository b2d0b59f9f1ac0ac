package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Endpoint;

/** A server whose process may open no more files. */
class FileDescriptorsIT {
    /** The JVM needs some thirty of them. */
    private static final int LIMIT = 100;

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final String LOCALHOST = InProcessServer.HOST;

    @TempDir
    Path directory;

    @Test
    void servesThosePeersWhomItHasAndAcceptsAgainWhenSomeHaveGone() throws Exception {
        try (ServerProgram server = ServerProgram.start(directory, limited())) {
            int port = server.awaitPort();
            try (Requestor early = Verifier.open(LOCALHOST, port)) {
                List<Connection> crowd = new ArrayList<>();
                try {
                    for (int i = 0; i < LIMIT; i++) {
                        Connection peer = Connection.connect(Endpoint.plain(LOCALHOST, port), LIFETIME);
                        crowd.add(peer);
                        // Without an association, one address has few connections; who waits in the backlog is not
                        // answered.
                        peer.send(Verifier.proposal("CROWD").bytes());
                    }
                    await().atMost(Duration.ofSeconds(10))
                            .untilAsserted(() -> assertThat(server.output())
                                    .contains("cannot accept a connection on", "Too many open files", "ulimit -n"));
                    assertThat(Verifier.echo(early)).isZero();
                } finally {
                    for (Connection peer : crowd) {
                        peer.close();
                    }
                }

                assertThat(Verifier.echoOnce(LOCALHOST, port)).isZero();
                assertThat(Verifier.echo(early)).isZero();
            }
            assertThat(server.output()).doesNotContain("ERROR", "Exception");
        }
    }

    /** The JVM raises a soft limit to the hard one; this sets both. */
    private static List<String> limited() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + LIMIT + " && exec \"$@\"", "sh"));
        command.addAll(ExampleServer.command(ExampleServer.Launch.JAR, "", List.of("echo-server", "--port", "0")));
        return command;
    }
}
