package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Handlers that are found on the class path, those that are given to the builder, and which of them serves. */
class HandlerDiscoveryIT {
    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    /** What a test gives to the builder, in the place of the one that is found. */
    private static class OwnEcho implements InlineHandler {
        @Override
        public List<ServiceCapability> capabilities() {
            return List.of(ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ));
        }

        @Override
        public CommandResponse answer(org.pacsscp.api.Request request) {
            return DimseStatus.NOT_AUTHORIZED;
        }
    }

    private static final class OtherEcho extends OwnEcho {}

    /** One that is found but cannot be made. */
    public static final class FailingEcho extends OwnEcho {
        public FailingEcho() {
            throw new IllegalStateException("fails on purpose");
        }
    }

    @Test
    void findsTheHandlerOnTheClassPath() throws IOException {
        try (Server server = TestServer.builder().build().start()) {
            TestServer.assertEchoes(server);
        }
    }

    @Test
    void tellsWhichHandlersServe() {
        ActionHandler given = new OwnEcho();
        ServerBuilder builder = TestServer.builder()
                .aeTitle("ONE")
                .applicationEntity(new ApplicationEntity(AeTitle.of("TWO"), List.of(given)));
        Server server = builder.build();
        assertThat(server.handlers(AeTitle.of("ONE")))
                .extracting(ActionHandler::name)
                .containsExactly("org.pacsscp.echo.VerificationHandler");
        // The one that is found would serve nothing here.
        assertThat(server.handlers(AeTitle.of("TWO"))).containsExactly(given);
        assertThat(builder.discoverHandlers(false).handler(given).build().handlers(AeTitle.of("ONE")))
                .containsExactly(given);
    }

    @Test
    void prefersAHandlerThatIsGiven() throws IOException {
        assertAnswer("<0124H>", TestServer.builder().handler(new OwnEcho()));
    }

    @Test
    void keepsWhatIsFoundForOtherOperations() throws IOException {
        assertAnswer(
                "<0000H>",
                TestServer.builder()
                        .handler(LambdaHandler.inline(
                                action -> DimseStatus.NOT_AUTHORIZED,
                                ServiceCapability.performer(Uid.of("2.25.1"), CommandField.C_ECHO_RQ))));
    }

    @Test
    void refusesTwoHandlersForOneOperation() {
        ServerBuilder builder = TestServer.builder().handler(new OwnEcho()).handler(new OtherEcho());

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("C-ECHO-RQ")
                .withMessageContaining(SopClass.VERIFICATION.value())
                .withMessageContaining(OwnEcho.class.getName())
                .withMessageContaining(OtherEcho.class.getName());
    }

    @Test
    void namesAnArtifactWhenThereIsNoHandler() {
        ServerBuilder builder = TestServer.builder().discoverHandlers(false);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("org.pacsscp:pacs-scp-echo")
                .withMessageContaining("handler(...)");
    }

    @Test
    void looksForNoneIfToldSo() throws IOException {
        ServerBuilder builder = TestServer.builder()
                .discoverHandlers(false)
                .handler(LambdaHandler.inline(
                        action -> DimseStatus.SUCCESS,
                        ServiceCapability.performer(Uid.of("2.25.1"), CommandField.C_ECHO_RQ)));
        try (Server server = builder.build().start();
                ScriptedPeer peer = Peers.connect(server.endpoints().get(0).address())) {
            peer.send("<A-ASSOCIATE-RQ>")
                    .expect(Words.acceptance("21 00 {2: 01 00 03 00 <implicit>} <our user>"))
                    .release();
        }
    }

    /** Each is named, and the handler that is sound serves. */
    @Test
    void leavesOutHandlersThatCannotBeLoaded(@TempDir Path directory) throws IOException {
        List<String> names =
                List.of("example.Missing", HandlerDiscoveryIT.class.getName(), FailingEcho.class.getName());
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(ActionHandler.class.getName()), names);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader broken =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(broken);
            assertAnswer("<0000H>", TestServer.builder());
        } finally {
            thread.setContextClassLoader(before);
        }

        assertThat(names).allSatisfy(name -> assertThat(log.text()).containsPattern("WARN .*" + Pattern.quote(name)));
        assertThat(log.text()).contains("fails on purpose");
    }

    private static void assertAnswer(String answer, ServerBuilder builder) throws IOException {
        try (Server server = builder.build().start();
                ScriptedPeer peer = Peers.connect(server.endpoints().get(0).address())) {
            peer.associate().send("<C-ECHO-RQ>").expect(answer).release();
        }
    }
}
