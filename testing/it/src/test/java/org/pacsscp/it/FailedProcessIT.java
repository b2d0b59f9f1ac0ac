package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;

/**
 * The I/O threads of a server in a process of its own are lost. The selectors of that process fail once a peer asks for it, and
 * there are no others, as where descriptors have run out.
 */
class FailedProcessIT {
    private static final String BREAKING_UID = "1.2.826.0.1.3680043.8.498.98";
    private static final int FAILED = 1;
    private static final int TERMINATED = 143;

    /** Longer than a server that has failed needs, shorter than the drain. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final String PROVIDER = """
            import java.io.IOException;
            import java.net.ProtocolFamily;
            import java.nio.channels.*;
            import java.nio.channels.spi.*;
            import java.util.List;
            import java.util.concurrent.CopyOnWriteArrayList;

            public final class BreakableProvider extends SelectorProvider {
                private static final List<Selector> OPEN = new CopyOnWriteArrayList<>();
                private static volatile boolean broken;

                private final SelectorProvider jdk = jdk();

                private static SelectorProvider jdk() {
                    try {
                        return (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider")
                                .getMethod("get")
                                .invoke(null);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }

                static void breakAll() throws IOException {
                    broken = true;
                    for (Selector selector : OPEN) {
                        selector.close();
                    }
                }

                @Override
                public AbstractSelector openSelector() throws IOException {
                    if (broken) {
                        throw new IOException("no selector on purpose");
                    }
                    AbstractSelector selector = jdk.openSelector();
                    OPEN.add(selector);
                    return selector;
                }

                @Override
                public DatagramChannel openDatagramChannel() throws IOException {
                    return jdk.openDatagramChannel();
                }

                @Override
                public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
                    return jdk.openDatagramChannel(family);
                }

                @Override
                public Pipe openPipe() throws IOException {
                    return jdk.openPipe();
                }

                @Override
                public ServerSocketChannel openServerSocketChannel() throws IOException {
                    return jdk.openServerSocketChannel();
                }

                @Override
                public SocketChannel openSocketChannel() throws IOException {
                    return jdk.openSocketChannel();
                }
            }
            """;

    private static final String HANDLER = """
            import java.util.List;
            import org.pacsscp.api.*;

            public final class Breaker implements InlineHandler {
                @Override
                public List<ServiceCapability> capabilities() {
                    return List.of(ServiceCapability.performer(Uid.of("%s"), CommandField.C_ECHO_RQ));
                }

                @Override
                public CommandResponse answer(Request request) throws Exception {
                    BreakableProvider.breakAll();
                    return DimseStatus.SUCCESS;
                }
            }
            """.formatted(BREAKING_UID);

    /** An application that has other things to do than to wait for its server. */
    private static final String PROGRAM = """
            import org.pacsscp.api.Server;

            public final class Busy {
                public static void main(String[] args) throws Exception {
                    Server server = Server.builder().port(0).build();
                    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                    server.start();
                    Thread.currentThread().join();
                }
            }
            """;

    @TempDir
    Path directory;

    private Programs programs;

    @BeforeEach
    void compile() throws IOException {
        programs = new Programs(directory);
        programs.compile(PROVIDER);
        programs.compile(HANDLER);
        Files.writeString(
                Files.createDirectories(directory.resolve("META-INF/services"))
                        .resolve("org.pacsscp.api.ActionHandler"),
                "Breaker");
    }

    @Test
    void endsByItselfWhereItsProgramWaitsForTheServer() throws IOException, InterruptedException {
        List<String> command = ExampleServer.command(
                ExampleServer.Launch.CLASS_PATH, directory.toString(), List.of("echo-server", "--port", "0"));
        try (ServerProgram server = ServerProgram.start(directory, breakable(command))) {
            lose(server);

            assertThat(server.awaitExit(AT_ONCE)).isEqualTo(FAILED);
            assertThat(server.output()).contains("the server has failed and listens no more");
        }
    }

    @Test
    void endsAtSigtermWhereItsProgramGoesOn() throws IOException, InterruptedException {
        List<String> command = programs.command(programs.compile(PROGRAM));
        try (ServerProgram server = ServerProgram.start(directory, breakable(command))) {
            lose(server);
            await().atMost(AT_ONCE)
                    .untilAsserted(
                            () -> assertThat(server.output()).contains("the server has failed and listens no more"));
            assertThat(server.isAlive()).isTrue();

            server.terminate();

            assertThat(server.awaitExit(AT_ONCE)).isEqualTo(TERMINATED);
        }
    }

    private static List<String> breakable(List<String> command) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(
                1,
                List.of(
                        "-Djava.nio.channels.spi.SelectorProvider=BreakableProvider",
                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"));
        return longer;
    }

    /** An honest peer is served before; the one that breaks the selectors hears nothing any more. */
    private static void lose(ServerProgram server) throws IOException {
        int port = server.awaitPort();
        assertThat(Verifier.echoOnce(InProcessServer.HOST, port)).isZero();
        try (Requestor peer = Proposal.to(ExampleServer.AE_TITLE)
                .context(Uid.of(BREAKING_UID))
                .open(InProcessServer.HOST, port)) {
            peer.send(
                    1,
                    Commands.command(
                            Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, BREAKING_UID),
                            Commands.number(Commands.COMMAND_FIELD, Commands.C_ECHO_RQ),
                            Commands.number(Commands.MESSAGE_ID, 1),
                            Commands.number(Commands.DATA_SET_TYPE, Commands.NO_DATA_SET)),
                    Optional.empty());
        }
    }
}
