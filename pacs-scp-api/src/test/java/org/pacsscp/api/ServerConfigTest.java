package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Peer.Network;

class ServerConfigTest {
    private static final TlsConfig TLS = TlsConfig.builder()
            .key(Path.of("server.key"), Path.of("server.crt"))
            .build();

    /** An engine that makes servers which can do nothing but tell what they were built from. */
    public static final class FakeProvider implements ServerProvider {
        @Override
        public Server create(ServerConfig config) {
            Server server = mock(Server.class);
            when(server.config()).thenReturn(config);
            return server;
        }
    }

    @Test
    void hasDefaults() {
        ServerConfig config = Server.builder().toConfig();
        assertThat(config.aeTitles()).containsExactly(AeTitle.of("PACS_SCP"));
        assertThat(config.anyCalledAeTitle()).isFalse();
        assertThat(config.endpoints()).containsExactly(Endpoint.plain(11112));
        assertThat(config.limits()).isSameAs(Limits.defaults());
        assertThat(config.timeouts()).isSameAs(Timeouts.defaults());
        assertThat(config.policy().decide(mock(AssociationRequest.class))).isEqualTo(AssociationDecision.accept());
        assertThat(config.identityVerifier()).isEmpty();
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.denied()).isEmpty();
        assertThat(config.applicationEntities()).isEmpty();
        assertThat(config.transferSyntaxChoice()).isSameAs(TransferSyntaxChoice.SERVERS_ORDER);
        assertThat(config.handlers()).isEmpty();
        assertThat(config.discoverHandlers()).isTrue();
        assertThat(config.listeners()).isEmpty();
        assertThat(config.executor()).isEmpty();
        assertThat(config.loops()).isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        assertThat(config.implementationClassUid()).isEqualTo(ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID);
        assertThat(config.implementationVersionName()).isEqualTo("PACS_SCP_0_1");
        assertThat(config.rejectWithoutContext()).isFalse();
        assertThat(config.invokeWithoutRoleSelection()).isFalse();
        assertThat(config.whenIdle()).isEqualTo(WhenIdle.ABORT);
        assertThat(config.refuseOddLengths()).isFalse();
    }

    @Test
    void keepsWhatTheBuilderWasGiven() {
        Limits limits = Limits.builder().backlog(1).build();
        Timeouts timeouts = Timeouts.builder().build();
        AssociationPolicy policy = AssociationPolicy.callingAeTitles("CT_1");
        IdentityVerifier verifier = mock(IdentityVerifier.class);
        ApplicationEntity entity = ApplicationEntity.of("ARCHIVE", mock(ActionHandler.class));
        ActionHandler first = mock(ActionHandler.class);
        ActionHandler second = mock(ActionHandler.class);
        AssociationListener listener = mock(AssociationListener.class);
        Executor executor = mock(Executor.class);
        ServerConfig config = Server.builder()
                .aeTitle("B", "A")
                .aeTitle("C", "B")
                .anyCalledAeTitle(true)
                .port(104)
                .limits(limits)
                .timeouts(timeouts)
                .policy(policy)
                .identityVerifier(verifier)
                .trustedProxies(Network.parse("10.0.0.1"), Network.parse("10.0.0.2"))
                .deny(Network.parse("192.0.2.0/24"))
                .applicationEntity(entity)
                .transferSyntaxChoice(TransferSyntaxChoice.PEERS_ORDER)
                .handler(first)
                .handler(second)
                .discoverHandlers(false)
                .listener(listener)
                .executor(executor)
                .loops(7)
                .implementationClassUid(Uid.of("1.2.3"))
                .implementationVersionName("MINE")
                .rejectWithoutContext(true)
                .invokeWithoutRoleSelection(true)
                .whenIdle(WhenIdle.RELEASE)
                .refuseOddLengths(true)
                .toConfig();
        assertThat(config.aeTitles()).containsExactly(AeTitle.of("C"), AeTitle.of("B"), entity.aeTitle());
        assertThat(config.anyCalledAeTitle()).isTrue();
        assertThat(config.endpoints()).containsExactly(Endpoint.plain(104));
        assertThat(config.limits()).isSameAs(limits);
        assertThat(config.timeouts()).isSameAs(timeouts);
        assertThat(config.policy()).isSameAs(policy);
        assertThat(config.identityVerifier()).containsSame(verifier);
        assertThat(config.trustedProxies()).containsExactly(Network.parse("10.0.0.1"), Network.parse("10.0.0.2"));
        assertThat(config.denied()).containsExactly(Network.parse("192.0.2.0/24"));
        assertThat(config.applicationEntities()).containsExactly(entity);
        assertThat(config.transferSyntaxChoice()).isSameAs(TransferSyntaxChoice.PEERS_ORDER);
        assertThat(config.handlers()).containsExactly(first, second);
        assertThat(config.discoverHandlers()).isFalse();
        assertThat(config.listeners()).containsExactly(listener);
        assertThat(config.executor()).containsSame(executor);
        assertThat(config.loops()).isEqualTo(7);
        assertThat(config.implementationClassUid()).isEqualTo(Uid.of("1.2.3"));
        assertThat(config.implementationVersionName()).isEqualTo("MINE");
        assertThat(config.rejectWithoutContext()).isTrue();
        assertThat(config.invokeWithoutRoleSelection()).isTrue();
        assertThat(config.whenIdle()).isEqualTo(WhenIdle.RELEASE);
        assertThat(config.refuseOddLengths()).isTrue();
    }

    @Test
    void listensOnTheEndpointsThatWereNamedLast() {
        Endpoint first = Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Endpoint second = Endpoint.tls(2763, TLS);
        ServerBuilder builder = Server.builder().port(7).endpoints(first, second);
        assertThat(builder.toConfig().endpoints()).containsExactly(first, second);
        assertThat(builder.port(8).toConfig().endpoints()).containsExactly(Endpoint.plain(8));
    }

    @Test
    void refusesToListenNowhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Server.builder().endpoints())
                .withMessageContaining("give one, or port(...)");
    }

    @Test
    void answersToTheDefaultTitleOnlyIfAHandlerNeedsIt() {
        ApplicationEntity archive = ApplicationEntity.of("ARCHIVE", mock(ActionHandler.class));
        ServerBuilder builder = Server.builder().applicationEntity(archive);
        assertThat(builder.toConfig().aeTitles()).containsExactly(archive.aeTitle());
        builder.handler(mock(ActionHandler.class));
        assertThat(builder.toConfig().aeTitles()).containsExactly(ServerConfig.DEFAULT_AE_TITLE, archive.aeTitle());
        builder.aeTitle("A");
        assertThat(builder.toConfig().aeTitles()).containsExactly(AeTitle.of("A"), archive.aeTitle());
    }

    @Test
    void leadsBackToABuilderWithEveryValue() {
        ServerConfig config = Server.builder()
                .aeTitle("A", "B")
                .anyCalledAeTitle(true)
                .endpoints(Endpoint.plain(0), Endpoint.tls(0, TLS))
                .limits(Limits.builder().maxAssociations(3).build())
                .timeouts(Timeouts.builder().build())
                .policy(AssociationPolicy.callingAeTitles("CT_1"))
                .identityVerifier(mock(IdentityVerifier.class))
                .trustedProxies(Network.parse("10.0.0.1"))
                .deny(Network.parse("192.0.2.0/24"))
                .applicationEntity(ApplicationEntity.of("ARCHIVE"))
                .transferSyntaxChoice(TransferSyntaxChoice.PEERS_ORDER)
                .handler(mock(ActionHandler.class), mock(ActionHandler.class))
                .discoverHandlers(false)
                .listener(mock(AssociationListener.class))
                .executor(Runnable::run)
                .loops(7)
                .implementationClassUid(Uid.of("1.2.3"))
                .implementationVersionName("MINE")
                .invokeWithoutRoleSelection(true)
                .whenIdle(WhenIdle.RELEASE)
                .rejectWithoutContext(true)
                .toConfig();
        assertThat(config.toBuilder().toConfig())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Limits.class, Timeouts.class, TlsConfig.class)
                .isEqualTo(config);
        assertThat(config.toBuilder().toConfig().limits()).isSameAs(config.limits());
        ServerConfig changed = config.toBuilder().aeTitle("C").port(104).toConfig();
        assertThat(changed.aeTitles()).containsExactly(AeTitle.of("C"), AeTitle.of("ARCHIVE"));
        assertThat(changed.endpoints()).containsExactly(Endpoint.plain(104));
    }

    /** What follows from the rest follows anew. */
    @Test
    void leadsBackToABuilderThatWasGivenNoTitle() {
        ServerBuilder builder = Server.builder().toConfig().toBuilder();
        assertThat(builder.toConfig().aeTitles()).containsExactly(ServerConfig.DEFAULT_AE_TITLE);
        builder.applicationEntity(ApplicationEntity.of("ARCHIVE"));
        assertThat(builder.toConfig().aeTitles()).containsExactly(AeTitle.of("ARCHIVE"));
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        ServerBuilder builder = Server.builder().aeTitle("A");
        ServerConfig config = builder.toConfig();
        builder.aeTitle("B").handler(mock(ActionHandler.class)).endpoints(Endpoint.plain(new InetSocketAddress(0)));
        assertThat(config.aeTitles()).containsExactly(AeTitle.of("A"));
        assertThat(config.handlers()).isEmpty();
        assertThat(config.endpoints()).containsExactly(Endpoint.plain(11112));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refusesAPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Server.builder().port(port))
                .withMessage("port %d; it must be 0 to 65535", port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025})
    void refusesANumberOfLoopsOutOfRange(int loops) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Server.builder().loops(loops))
                .withMessage("loops is %d; it must be 1 to 1024", loops);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024})
    void takesBothEndsOfTheRangeOfLoops(int loops) {
        assertThat(Server.builder().loops(loops).toConfig().loops()).isEqualTo(loops);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SEVENTEEN_LETTERS", "tab\t", "caf\u00e9"})
    void refusesAnImplementationVersionNameThatCannotBeSent(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Server.builder().implementationVersionName(name))
                .withMessage("implementation version name \"%s\"; it needs 1 to 16 ASCII characters", name);
    }

    @Test
    void refusesAnApplicationEntityTwice() {
        ServerBuilder builder = Server.builder().applicationEntity(ApplicationEntity.of("ARCHIVE"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.applicationEntity(ApplicationEntity.of(" ARCHIVE ")))
                .withMessage("application entity ARCHIVE is added twice");
    }

    @Test
    void refusesWhatIsNoAeTitle() {
        assertThatIllegalArgumentException().isThrownBy(() -> Server.builder().aeTitle("A", " "));
    }

    @Test
    void saysWhichArtifactIsMissingWithoutAnEngine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Server.builder().build())
                .withMessage("no engine (org.pacsscp.api.ServerProvider) on the class path or module path;"
                        + " add the dependency org.pacsscp:pacs-scp-core;"
                        + " in an OSGi framework, start a Service Loader Mediator before this bundle");
    }

    @Test
    void buildsWithTheEngineThatTheThreadsClassLoaderFinds(@TempDir Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(ServerProvider.class.getName()), FakeProvider.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ServerConfigTest.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            assertThat(Server.builder().aeTitle("FAKE").build().config().aeTitles())
                    .containsExactly(AeTitle.of("FAKE"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
