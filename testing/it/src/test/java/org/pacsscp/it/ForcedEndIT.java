package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Pdus;

/** SIGTERM ends an example server whatever it does, and a second SIGTERM at once. */
class ForcedEndIT {
    private static final int FORCED = 3;
    private static final String SLEEPING_UID = "1.2.826.0.1.3680043.8.498.99";

    /** Breaks its contract: an inline handler must not wait. */
    private static final String SLEEPER = """
            import java.util.List;
            import org.pacsscp.api.*;

            public final class Sleeper implements InlineHandler {
                @Override
                public List<ServiceCapability> capabilities() {
                    return List.of(ServiceCapability.performer(Uid.of("%s"), CommandField.C_ECHO_RQ));
                }

                @Override
                public CommandResponse answer(Request request) throws InterruptedException {
                    Thread.sleep(Long.MAX_VALUE);
                    return DimseStatus.SUCCESS;
                }
            }
            """.formatted(SLEEPING_UID);

    @TempDir
    Path directory;

    @Test
    void comesWithASecondSignal() throws IOException, InterruptedException {
        try (ExampleServer server = ExampleServer.start("--drain", "10m");
                Requestor peer = Verifier.open(InProcessServer.HOST, server.port())) {
            assertThat(Verifier.echo(peer)).isZero();
            // An association at rest would be released: this one waits in the middle of a message.
            peer.send(Pdus.pData(Pdus.pdv(1, Pdus.COMMAND, new byte[2])));
            server.terminate();
            server.awaitLog(1, "stopping");
            server.terminate();
            assertThat(server.awaitExit()).isEqualTo(FORCED);
        }
    }

    /** The watch names in the log what it was. The thread is given up after two seconds; a machine that is slower forces the end. */
    @Test
    void comesWhenAnIoThreadIsHeldUpForEver() throws IOException, InterruptedException {
        new Programs(directory).compile(SLEEPER);
        Files.writeString(
                Files.createDirectories(directory.resolve("META-INF/services"))
                        .resolve("org.pacsscp.api.ActionHandler"),
                "Sleeper");
        try (ExampleServer server = ExampleServer.start(
                        ExampleServer.Launch.CLASS_PATH, directory.toString(), "--loops", "1", "--drain", "1s");
                Requestor peer = Proposal.to(ExampleServer.AE_TITLE)
                        .context(Uid.of(SLEEPING_UID))
                        .open(InProcessServer.HOST, server.port())) {
            peer.send(
                    1,
                    Commands.command(
                            Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, SLEEPING_UID),
                            Commands.number(Commands.COMMAND_FIELD, Commands.C_ECHO_RQ),
                            Commands.number(Commands.MESSAGE_ID, 1),
                            Commands.number(Commands.DATA_SET_TYPE, Commands.NO_DATA_SET)),
                    Optional.empty());
            server.awaitLog(1, "pacs-scp-io-1 has been held up for ");
            server.awaitLog(1, " by Sleeper.answer(Sleeper.java");
            server.terminate();
            assertThat(server.awaitExit()).isIn(0, FORCED);
        }
    }
}
