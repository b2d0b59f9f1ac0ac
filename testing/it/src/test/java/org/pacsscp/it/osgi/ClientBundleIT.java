package org.pacsscp.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.ServiceReference;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.osgi.application.ClientApplication;
import org.pacsscp.it.osgi.application.PlainClientApplication;

/** The packaged client as a bundle, with a Service Loader Mediator and without. */
@Timeout(120)
class ClientBundleIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void storesFromABundle(FrameworkKind kind) throws Exception {
        List<String> imports = List.of(
                "org.osgi.framework",
                "org.pacsscp.api",
                "org.pacsscp.client",
                "org.pacsscp.dataset",
                "org.pacsscp.testkit.data",
                "org.pacsscp.testkit.pacs");
        assertThat(offered(kind, bundles("mediator", "slf4j"), ClientApplication.class, imports))
                .isEqualTo("STORED as it was");
    }

    @ParameterizedTest
    @EnumSource
    void verifiesFromABundleWithoutAMediator(FrameworkKind kind) throws Exception {
        List<String> imports = List.of(
                "org.osgi.framework",
                "org.osgi.framework.wiring",
                "org.pacsscp.api",
                "org.pacsscp.client",
                "org.pacsscp.testkit.pacs");
        assertThat(offered(kind, bundles("pax-logging"), PlainClientApplication.class, imports))
                .isEqualTo("verified");
    }

    /** Starts an application, and returns what it offers. */
    private Object offered(
            FrameworkKind kind, List<Path> others, Class<? extends BundleActivator> activator, List<String> imports)
            throws Exception {
        List<Path> bundles = new ArrayList<>(others);
        for (String module : List.of("api", "core", "dataset", "client", "testkit")) {
            bundles.add(Artifacts.jar(module));
        }
        try (OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"))) {
            container.startAll(bundles);
            Bundle application = container.install(BundleJar.application(directory, activator, imports));
            application.start();
            ServiceReference<?>[] services = application.getRegisteredServices();
            assertThat(services).hasSize(1);
            return ((Supplier<?>) container.context().getService(services[0])).get();
        }
    }

    private static List<Path> bundles(String... groups) throws IOException {
        List<Path> bundles = new ArrayList<>();
        for (String group : groups) {
            try (Stream<Path> files = Files.list(Artifacts.osgi(group))) {
                files.sorted().forEach(bundles::add);
            }
        }
        return bundles;
    }
}
