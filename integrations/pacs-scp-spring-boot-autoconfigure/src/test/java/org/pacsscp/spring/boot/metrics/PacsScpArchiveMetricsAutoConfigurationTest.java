package org.pacsscp.spring.boot.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Server;
import org.pacsscp.micrometer.ArchiveMetrics;
import org.pacsscp.micrometer.PacsScpMetrics;
import org.pacsscp.micrometer.StorageMetrics;
import org.pacsscp.spring.boot.PacsScpClientAutoConfiguration;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.pacsscp.spring.boot.archive.PacsScpArchiveAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PacsScpArchiveMetricsAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PacsScpServerAutoConfiguration.class,
                    PacsScpClientAutoConfiguration.class,
                    PacsScpArchiveAutoConfiguration.class,
                    PacsScpMetricsAutoConfiguration.class,
                    PacsScpArchiveMetricsAutoConfiguration.class))
            .withPropertyValues("pacs-scp.server.port=0");

    private final ApplicationContextRunner measured =
            application.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @TempDir
    Path directory;

    private ApplicationContextRunner archive(ApplicationContextRunner runner) {
        return runner.withPropertyValues("pacs-scp.archive.directory=" + directory.resolve("archive"));
    }

    @Test
    void areThoseOfTheArchiveAndItsStore() {
        archive(measured).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            context.getBean(StorageMetrics.class).bindTo(registry);
            context.getBean(ArchiveMetrics.class).bindTo(registry);
            assertThat(registry.getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .contains(
                            "pacsscp.storage.stored",
                            "pacsscp.queries",
                            "pacsscp.retrievals",
                            "pacsscp.commitments.waiting",
                            "pacsscp.catalog.ready");
            assertThat(registry.get("pacsscp.catalog.ready").gauge().value()).isEqualTo(1);
        });
    }

    @Test
    void areThereWithAnArchiveAndARegistryOnly() {
        measured.run(context -> assertThat(context)
                .hasSingleBean(PacsScpMetrics.class)
                .doesNotHaveBean(StorageMetrics.class)
                .doesNotHaveBean(ArchiveMetrics.class));
        archive(application)
                .run(context -> assertThat(context)
                        .hasSingleBean(Server.class)
                        .doesNotHaveBean(StorageMetrics.class)
                        .doesNotHaveBean(ArchiveMetrics.class));
    }

    @Test
    void needTheirModules() {
        measured.withClassLoader(new FilteredClassLoader("org.pacsscp.archive", "org.pacsscp.storage"))
                .run(context ->
                        assertThat(context).hasSingleBean(PacsScpMetrics.class).doesNotHaveBean("dicomArchiveMetrics"));
        archive(measured)
                .withClassLoader(new FilteredClassLoader("org.pacsscp.micrometer"))
                .run(context -> assertThat(context).hasSingleBean(Server.class).doesNotHaveBean("dicomStorageMetrics"));
        archive(application)
                .withClassLoader(new FilteredClassLoader("io.micrometer", "org.pacsscp.micrometer"))
                .run(context -> assertThat(context).hasSingleBean(Server.class).doesNotHaveBean("dicomStorageMetrics"));
    }

    @Test
    void leaveThoseOfTheApplicationAlone() {
        ArchiveMetrics own = ArchiveMetrics.builder().build();
        archive(measured)
                .withBean(ArchiveMetrics.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(ArchiveMetrics.class)).isSameAs(own));
    }
}
