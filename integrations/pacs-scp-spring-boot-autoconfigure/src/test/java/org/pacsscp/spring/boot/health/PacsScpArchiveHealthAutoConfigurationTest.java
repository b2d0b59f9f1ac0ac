package org.pacsscp.spring.boot.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Server;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.spring.boot.PacsScpClientAutoConfiguration;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.pacsscp.spring.boot.archive.PacsScpArchiveAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** With Spring Boot 3.5; testing/boot has the other lines. */
class PacsScpArchiveHealthAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PacsScpServerAutoConfiguration.class,
                    PacsScpClientAutoConfiguration.class,
                    PacsScpArchiveAutoConfiguration.class,
                    PacsScpArchiveHealthAutoConfiguration.class))
            // The API of Spring Boot 4 is on the class path for the compiler.
            .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
            .withPropertyValues("pacs-scp.server.port=0");

    @TempDir
    Path directory;

    private ApplicationContextRunner archive() {
        return application.withPropertyValues("pacs-scp.archive.directory=" + directory.resolve("archive"));
    }

    private static Health health(ApplicationContext context, String part) {
        return context.getBean(part + "HealthIndicator", HealthIndicator.class).health();
    }

    @Test
    void isUpWhileBothCanBeUsed() {
        archive().run(context -> {
            assertThat(health(context, "dicomStore").getStatus()).isEqualTo(Status.UP);
            assertThat(health(context, "dicomStore").getDetails()).containsKey("usableSpace");
            assertThat(health(context, "dicomCatalog").getStatus()).isEqualTo(Status.UP);
            assertThat(health(context, "dicomCatalog").getDetails()).containsKey("waitingChanges");
        });
    }

    @Test
    void isDownForAStoreWithoutRoom() {
        archive()
                .withPropertyValues("pacs-scp.archive.minimum-free-space=1000000TB")
                .run(context -> {
                    assertThat(health(context, "dicomStore").getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health(context, "dicomStore").getDetails().get("error"))
                            .asString()
                            .contains("are to stay free");
                    assertThat(health(context, "dicomCatalog").getStatus()).isEqualTo(Status.UP);
                });
    }

    @Test
    void isDownForACatalogThatDoesNotAnswer() throws IOException {
        archive().run(context -> {
            context.getBean(Catalog.class).close();
            assertThat(health(context, "dicomCatalog").getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(context, "dicomCatalog").getDetails().get("error"))
                    .asString()
                    .contains("closed");
            assertThat(health(context, "dicomStore").getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void canBeSwitchedOff() {
        archive()
                .withPropertyValues("management.health.dicom-store.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean("dicomStoreHealthIndicator")
                        .hasBean("dicomCatalogHealthIndicator"));
    }

    @Test
    void isThereWithAnArchiveAndActuatorOnly() {
        application.run(context ->
                assertThat(context).hasSingleBean(Server.class).doesNotHaveBean("dicomCatalogHealthIndicator"));
        archive()
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasSingleBean(Catalog.class)
                        .doesNotHaveBean("dicomCatalogHealthIndicator"));
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health", "org.pacsscp.archive"))
                .run(context ->
                        assertThat(context).hasSingleBean(Server.class).doesNotHaveBean("dicomCatalogHealthIndicator"));
    }
}
