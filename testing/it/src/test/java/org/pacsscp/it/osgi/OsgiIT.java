package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleException;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ServerProvider;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.EchoScu;
import org.pacsscp.it.Verifier;
import org.pacsscp.it.osgi.application.MediatedApplication;
import org.pacsscp.it.osgi.application.PlainApplication;
import org.pacsscp.it.osgi.plugin.RefusingHandler;
import org.pacsscp.it.osgi.plugin.VerifyingHandler;
import org.pacsscp.testing.document.Markdown;

/** The packaged bundles run a server inside a framework, as docs/packaging.md says. */
@Timeout(120)
class OsgiIT {
    private static final int SUCCESS = 0x0000;
    private static final int NOT_AUTHORIZED = 0x0124;

    @TempDir
    Path directory;

    @Test
    void documentationShowsTheApplications() throws IOException {
        Path sources = Artifacts.top().resolve("testing/it/src/test/java/org/pacsscp/it/osgi/application");
        List<String> shown = Markdown.read("docs/packaging.md").section("OSGi").blocks("java");
        assertThat(shown).hasSize(3);
        assertThat(sources.resolve("MediatedApplication.java")).content().contains(shown.get(0));
        assertThat(sources.resolve("PlainApplication.java")).content().contains(shown.get(1));
        assertThat(sources.resolve("PlainClientApplication.java")).content().contains(shown.get(2));
    }

    @ParameterizedTest
    @EnumSource
    void findsEngineAndPluginThroughTheMediator(FrameworkKind kind) throws Exception {
        EchoScu.needed();
        try (OsgiContainer container = mediated(kind, Artifacts.jar("echo"))) {
            Bundle application = container.install(mediatedApplication());
            application.start();
            EchoScu.assertVerifies("PACS_SCP", container.port(application));
            for (Class<?> service : List.of(ServerProvider.class, ActionHandler.class)) {
                assertThat(container.context().getServiceReference(service.getName()))
                        .as("OSGi service %s", service)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesEngineAndHandlerFromTheApplicationWithoutAMediator(FrameworkKind kind) throws Exception {
        EchoScu.needed();
        try (OsgiContainer container = plain(kind)) {
            Bundle application = container.install(plainApplication());
            application.start();
            EchoScu.assertVerifies("PACS_SCP", container.port(application));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsMissingWithoutAMediator(FrameworkKind kind) throws Exception {
        try (OsgiContainer container = plain(kind)) {
            Bundle application = container.install(mediatedApplication());
            assertThatThrownBy(application::start)
                    .isInstanceOf(BundleException.class)
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Service Loader Mediator");
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTheServerWithItsApplication(FrameworkKind kind) throws Exception {
        try (OsgiContainer container = plain(kind)) {
            Bundle application = container.install(plainApplication());
            application.start();
            int port = container.port(application);
            assertThat(status(port)).isEqualTo(SUCCESS);
            application.stop();
            assertThatThrownBy(() -> status(port)).isInstanceOf(ConnectException.class);
            application.start();
            assertThat(status(container.port(application))).isEqualTo(SUCCESS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheHandlerOfABundleThatIsStoppedAndUpdatedUntilTheServerIsBuiltAnew(FrameworkKind kind) throws Exception {
        try (OsgiContainer container = mediated(kind)) {
            Bundle plugin = container.install(BundleJar.plugin(directory, "1.0.0", VerifyingHandler.class));
            plugin.start();
            Bundle application = container.install(mediatedApplication());
            application.start();
            int port = container.port(application);
            assertThat(status(port)).isEqualTo(SUCCESS);

            plugin.stop();
            assertThat(status(port)).as("plug-in stopped").isEqualTo(SUCCESS);

            container.update(plugin, BundleJar.plugin(directory, "2.0.0", RefusingHandler.class));
            plugin.start();
            assertThat(container.port(application))
                    .as("the application was left alone")
                    .isEqualTo(port);
            assertThat(status(port)).as("plug-in updated").isEqualTo(SUCCESS);

            application.stop();
            application.start();
            assertThat(status(container.port(application)))
                    .as("server built anew")
                    .isEqualTo(NOT_AUTHORIZED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheHandlerOfABundleThatIsUninstalled(FrameworkKind kind) throws Exception {
        try (OsgiContainer container = mediated(kind)) {
            Bundle plugin = container.install(BundleJar.plugin(directory, "1.0.0", VerifyingHandler.class));
            plugin.start();
            Bundle application = container.install(mediatedApplication());
            application.start();
            plugin.uninstall();
            assertThat(status(container.port(application))).isEqualTo(SUCCESS);
            application.stop();
            assertThatThrownBy(application::start).rootCause().isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesNoHandlerOfAStoppedBundleToANewServer(FrameworkKind kind) throws Exception {
        try (OsgiContainer container = mediated(kind)) {
            Bundle plugin = container.install(BundleJar.plugin(directory, "1.0.0", VerifyingHandler.class));
            plugin.start();
            plugin.stop();
            Bundle application = container.install(mediatedApplication());
            assertThatThrownBy(application::start)
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("handler");
        }
    }

    /** Returns a framework with SPI Fly, SLF4J and the library; the mediator is started before its clients. */
    private OsgiContainer mediated(FrameworkKind kind, Path... plugins) throws IOException, BundleException {
        OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"));
        List<Path> bundles = new ArrayList<>(bundles("mediator"));
        bundles.addAll(bundles("slf4j"));
        bundles.addAll(List.of(Artifacts.jar("api"), Artifacts.jar("core")));
        bundles.addAll(List.of(plugins));
        container.startAll(bundles);
        return container;
    }

    /** Returns a framework whose SLF4J is that of Pax Logging, which needs no mediator. */
    private OsgiContainer plain(FrameworkKind kind) throws IOException, BundleException {
        OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"));
        List<Path> bundles = new ArrayList<>(bundles("pax-logging"));
        bundles.addAll(List.of(Artifacts.jar("api"), Artifacts.jar("core"), Artifacts.jar("echo")));
        container.startAll(bundles);
        return container;
    }

    private Path mediatedApplication() throws IOException {
        return application(MediatedApplication.class, List.of("org.osgi.framework", "org.pacsscp.api"));
    }

    private Path plainApplication() throws IOException {
        return application(
                PlainApplication.class,
                List.of("org.osgi.framework", "org.osgi.framework.wiring", "org.pacsscp.api", "org.pacsscp.echo"));
    }

    private Path application(Class<? extends BundleActivator> activator, List<String> imports) throws IOException {
        return BundleJar.application(directory, activator, imports);
    }

    /** Returns the bundles that the build has put into a directory, in the order of their names. */
    private static List<Path> bundles(String group) throws IOException {
        try (Stream<Path> files = Files.list(Artifacts.osgi(group))) {
            return files.sorted().toList();
        }
    }

    private static int status(int port) throws IOException {
        return Verifier.echoOnce("127.0.0.1", port);
    }
}
