package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConfigTest {
    /** An engine that makes clients which can do nothing but tell what they were built from. */
    public static final class FakeProvider implements ClientProvider {
        @Override
        public Client create(ClientConfig config) {
            Client client = mock(Client.class);
            when(client.config()).thenReturn(config);
            return client;
        }
    }

    @Test
    void hasDefaults() {
        ClientConfig config = Client.builder().toConfig();
        assertThat(config.aeTitle()).isEqualTo(AeTitle.of("PACS_SCU"));
        assertThat(config.tls()).isEmpty();
        assertThat(config.limits()).isSameAs(Limits.defaults());
        assertThat(config.timeouts()).isSameAs(Timeouts.defaults());
        assertThat(config.handlers()).isEmpty();
        assertThat(config.listeners()).isEmpty();
        assertThat(config.sharedWith()).isEmpty();
        assertThat(config.executor()).isEmpty();
        assertThat(config.loops()).isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        assertThat(config.localAddress()).isEmpty();
        assertThat(config.implementationClassUid()).isEqualTo(ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID);
        assertThat(config.implementationVersionName()).isEqualTo(ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME);
        assertThat(config.refuseOddLengths()).isFalse();
    }

    @Test
    void keepsWhatTheBuilderWasGiven() {
        ClientTls tls = ClientTls.builder().build();
        Limits limits = Limits.builder().backlog(1).build();
        Timeouts timeouts = Timeouts.builder().build();
        ActionHandler first = mock(ActionHandler.class);
        ActionHandler second = mock(ActionHandler.class);
        AssociationListener listener = mock(AssociationListener.class);
        Server server = mock(Server.class);
        Executor executor = mock(Executor.class);
        InetAddress address = InetAddress.getLoopbackAddress();
        ClientConfig config = Client.builder()
                .aeTitle("A")
                .aeTitle("B")
                .tls(tls)
                .limits(limits)
                .timeouts(timeouts)
                .handler(first)
                .handler(second)
                .listener(listener)
                .sharing(server)
                .executor(executor)
                .loops(7)
                .localAddress(address)
                .implementationClassUid(Uid.of("1.2.3"))
                .implementationVersionName("MINE")
                .refuseOddLengths(true)
                .toConfig();
        assertThat(config.aeTitle()).isEqualTo(AeTitle.of("B"));
        assertThat(config.tls()).containsSame(tls);
        assertThat(config.limits()).isSameAs(limits);
        assertThat(config.timeouts()).isSameAs(timeouts);
        assertThat(config.handlers()).containsExactly(first, second);
        assertThat(config.listeners()).containsExactly(listener);
        assertThat(config.sharedWith()).containsSame(server);
        assertThat(config.executor()).containsSame(executor);
        assertThat(config.loops()).isEqualTo(7);
        assertThat(config.localAddress()).contains(address);
        assertThat(config.implementationClassUid()).isEqualTo(Uid.of("1.2.3"));
        assertThat(config.implementationVersionName()).isEqualTo("MINE");
        assertThat(config.refuseOddLengths()).isTrue();
        assertThat(config.toBuilder().toConfig()).usingRecursiveComparison().isEqualTo(config);
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        ClientBuilder builder = Client.builder().aeTitle("A");
        ClientConfig config = builder.toConfig();
        builder.aeTitle("B").handler(mock(ActionHandler.class)).listener(mock(AssociationListener.class));
        assertThat(config.aeTitle()).isEqualTo(AeTitle.of("A"));
        assertThat(config.handlers()).isEmpty();
        assertThat(config.listeners()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025})
    void refusesANumberOfLoopsOutOfRange(int loops) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Client.builder().loops(loops))
                .withMessage("loops is %d; it must be 1 to 1024", loops);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SEVENTEEN_LETTERS", "tab\t"})
    void refusesAnImplementationVersionNameThatCannotBeSent(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Client.builder().implementationVersionName(name))
                .withMessage("implementation version name \"%s\"; it needs 1 to 16 ASCII characters", name);
    }

    @Test
    void refusesWhatIsNoAeTitle() {
        assertThatIllegalArgumentException().isThrownBy(() -> Client.builder().aeTitle(" "));
    }

    @Test
    void saysWhichArtifactIsMissingWithoutAnEngine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Client.builder().build())
                .withMessage("no engine (org.pacsscp.api.ClientProvider) on the class path or module path;"
                        + " add the dependency org.pacsscp:pacs-scp-core;"
                        + " in an OSGi framework, start a Service Loader Mediator before this bundle");
    }

    @Test
    void buildsWithTheEngineThatTheThreadsClassLoaderFinds(@TempDir Path directory) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(ClientProvider.class.getName()), FakeProvider.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ClientConfigTest.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            assertThat(Client.builder().aeTitle("FAKE").build().config().aeTitle())
                    .isEqualTo(AeTitle.of("FAKE"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
