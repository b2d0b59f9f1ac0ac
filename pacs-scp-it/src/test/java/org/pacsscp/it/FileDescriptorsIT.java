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

/** A server whose process may open no more files. */
class FileDescriptorsIT {
    /** The JVM needs some thirty of them. */
    private static final int LIMIT = 100;

    private static final byte[] VERIFICATION =
            WireBytes.presentationContext(1, "1.2.840.10008.1.1", "1.2.840.10008.1.2");
    private static final String LOCALHOST = InProcessServer.HOST;

    @TempDir
    Path directory;

    @Test
    void servesThosePeersWhomItHasAndAcceptsAgainWhenSomeHaveGone() throws Exception {
        try (ServerProgram server = ServerProgram.start(directory, limited())) {
            int port = server.awaitPort();
            try (RawEcho early = RawEcho.connect(LOCALHOST, port)) {
                assertThat(early.associate("EARLY", ExampleServer.AE_TITLE).type())
                        .isEqualTo(RawPeer.Pdu.ASSOCIATE_AC);
                List<RawPeer> crowd = new ArrayList<>();
                try {
                    for (int i = 0; i < LIMIT; i++) {
                        RawPeer peer = RawPeer.connect(port);
                        crowd.add(peer);
                        // Without an association, one address has few connections; who waits in the backlog is not
                        // answered.
                        peer.send(
                                0x01,
                                WireBytes.associateRequest("CROWD", ExampleServer.AE_TITLE, VERIFICATION, new byte[0]));
                    }
                    await().atMost(Duration.ofSeconds(10))
                            .untilAsserted(() -> assertThat(server.output())
                                    .contains("cannot accept a connection on", "Too many open files", "ulimit -n"));
                    assertThat(early.echo()).isZero();
                } finally {
                    for (RawPeer peer : crowd) {
                        peer.close();
                    }
                }

                assertThat(RawEcho.echoOnce(LOCALHOST, port)).isZero();
                assertThat(early.echo()).isZero();
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
