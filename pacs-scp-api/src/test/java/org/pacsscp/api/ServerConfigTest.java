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
import org.pacsscp.api.spi.ServerProvider;

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
        ServerConfig config = ServerConfig.builder().toConfig();
        assertThat(config.aeTitles()).containsExactly(AeTitle.of("PACS_SCP"));
        assertThat(config.anyCalledAeTitle()).isFalse();
        assertThat(config.addresses()).containsExactly(new InetSocketAddress(11112));
        assertThat(config.tls()).isEmpty();
        assertThat(config.tlsAddresses()).isEmpty();
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
                .toConfig();
        assertThat(config.aeTitles())
                .containsExactly(AeTitle.of("B"), AeTitle.of("A"), AeTitle.of("C"), entity.aeTitle());
        assertThat(config.anyCalledAeTitle()).isTrue();
        assertThat(config.addresses()).containsExactly(new InetSocketAddress(104));
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
    }

    @Test
    void listensOnTheAddressesThatWereNamed() {
        InetSocketAddress first = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress second = new InetSocketAddress(104);
        assertThat(ServerConfig.builder()
                        .port(7)
                        .address(first)
                        .address(second)
                        .toConfig()
                        .addresses())
                .containsExactly(first, second);
    }

    @Test
    void answersToTheDefaultTitleOnlyIfAHandlerNeedsIt() {
        ApplicationEntity archive = ApplicationEntity.of("ARCHIVE", mock(ActionHandler.class));
        ServerConfig.Builder builder = ServerConfig.builder().applicationEntity(archive);
        assertThat(builder.toConfig().aeTitles()).containsExactly(archive.aeTitle());
        builder.handler(mock(ActionHandler.class));
        assertThat(builder.toConfig().aeTitles()).containsExactly(ServerConfig.DEFAULT_AE_TITLE, archive.aeTitle());
        builder.aeTitle("A");
        assertThat(builder.toConfig().aeTitles()).containsExactly(AeTitle.of("A"), archive.aeTitle());
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        ServerConfig.Builder builder = ServerConfig.builder().aeTitle("A");
        ServerConfig config = builder.toConfig();
        builder.aeTitle("B").handler(mock(ActionHandler.class)).address(new InetSocketAddress(0));
        assertThat(config.aeTitles()).containsExactly(AeTitle.of("A"));
        assertThat(config.handlers()).isEmpty();
        assertThat(config.addresses()).containsExactly(new InetSocketAddress(11112));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refusesAPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().port(port))
                .withMessage("port %d; it must be 0 to 65535", port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025})
    void refusesANumberOfLoopsOutOfRange(int loops) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().loops(loops))
                .withMessage("loops is %d; it must be 1 to 1024", loops);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024})
    void takesBothEndsOfTheRangeOfLoops(int loops) {
        assertThat(ServerConfig.builder().loops(loops).toConfig().loops()).isEqualTo(loops);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SEVENTEEN_LETTERS", "tab\t", "caf\u00e9"})
    void refusesAnImplementationVersionNameThatCannotBeSent(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().implementationVersionName(name))
                .withMessage("implementation version name \"%s\"; it needs 1 to 16 ASCII characters", name);
    }

    @Test
    void listensWithTlsBesideThePlainPort() {
        ServerConfig config = ServerConfig.builder().tls(TLS).toConfig();
        assertThat(config.tls()).containsSame(TLS);
        assertThat(config.addresses()).containsExactly(new InetSocketAddress(11112));
        assertThat(config.tlsAddresses()).containsExactly(new InetSocketAddress(2762));
        assertThat(ServerConfig.builder().tls(TLS).tlsPort(0).toConfig().tlsAddresses())
                .containsExactly(new InetSocketAddress(0));
    }

    @Test
    void listensWithTlsAlone() {
        InetSocketAddress first = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress second = new InetSocketAddress(2763);
        ServerConfig config = ServerConfig.builder()
                .noPlainPort()
                .tls(TLS)
                .tlsAddress(first)
                .tlsAddress(second)
                .toConfig();
        assertThat(config.addresses()).isEmpty();
        assertThat(config.tlsAddresses()).containsExactly(first, second);
    }

    @Test
    void refusesTlsAddressesWithoutKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().tlsPort(2762).toConfig())
                .withMessageContaining("give tls(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder()
                        .tlsAddress(new InetSocketAddress(2762))
                        .toConfig())
                .withMessageContaining("give tls(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().noPlainPort().toConfig())
                .withMessageContaining("nothing to listen on");
    }

    @Test
    void refusesAPlainPortThatIsLeftOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder()
                        .noPlainPort()
                        .port(11112)
                        .tls(TLS)
                        .toConfig())
                .withMessageContaining("noPlainPort() contradicts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder()
                        .noPlainPort()
                        .address(new InetSocketAddress(0))
                        .tls(TLS)
                        .toConfig())
                .withMessageContaining("noPlainPort() contradicts");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refusesATlsPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().tlsPort(port))
                .withMessage("tlsPort %d; it must be 0 to 65535", port);
    }

    @Test
    void refusesATlsAddressThatIsNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().tlsAddress(InetSocketAddress.createUnresolved("nowhere", 104)))
                .withMessageContaining("address \"nowhere\" is not known");
    }

    @Test
    void refusesAnAddressThatIsNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().address(InetSocketAddress.createUnresolved("nowhere", 104)))
                .withMessageContaining("address \"nowhere\" is not known");
    }

    @Test
    void refusesAnApplicationEntityTwice() {
        ServerConfig.Builder builder = ServerConfig.builder().applicationEntity(ApplicationEntity.of("ARCHIVE"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.applicationEntity(ApplicationEntity.of(" ARCHIVE ")))
                .withMessage("application entity ARCHIVE is added twice");
    }

    @Test
    void refusesWhatIsNoAeTitle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder().aeTitle("A", " "));
    }

    @Test
    void saysWhichArtifactIsMissingWithoutAnEngine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ServerConfig.builder().build())
                .withMessage("no engine (org.pacsscp.api.spi.ServerProvider) on the class path or module path;"
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
            assertThat(ServerConfig.builder().aeTitle("FAKE").build().config().aeTitles())
                    .containsExactly(AeTitle.of("FAKE"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
