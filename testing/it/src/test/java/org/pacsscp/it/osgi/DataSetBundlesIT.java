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
import org.osgi.framework.ServiceReference;
import org.pacsscp.it.Artifacts;
import org.pacsscp.it.osgi.application.DataSetApplication;

/** The bundles of data sets and their JSON work inside a framework, with nothing but the API and jackson-core beside them. */
@Timeout(120)
class DataSetBundlesIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void readMatchAndWrite(FrameworkKind kind) throws Exception {
        try (OsgiContainer container = OsgiContainer.start(kind, directory.resolve("storage"))) {
            container.startAll(bundles());
            Bundle application = container.install(BundleJar.application(
                    directory,
                    DataSetApplication.class,
                    List.of(
                            "org.osgi.framework",
                            "org.pacsscp.api",
                            "org.pacsscp.dataset",
                            "org.pacsscp.dataset.json",
                            "org.pacsscp.dataset.match",
                            "org.pacsscp.dataset.value")));
            application.start();
            ServiceReference<?>[] services = application.getRegisteredServices();
            assertThat(services).hasSize(1);
            Supplier<?> offered = (Supplier<?>) container.context().getService(services[0]);
            assertThat(offered.get()).isEqualTo("Yamada^Tarou=\u5c71\u7530^\u592a\u90ce");
        }
    }

    private static List<Path> bundles() throws IOException {
        List<Path> bundles =
                new ArrayList<>(List.of(Artifacts.jar("api"), Artifacts.jar("dataset"), Artifacts.jar("dataset-json")));
        try (Stream<Path> jackson = Files.list(Artifacts.osgi("json"))) {
            bundles.addAll(jackson.toList());
        }
        return bundles;
    }
}
