package org.pacsscp.spring.boot.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** With Spring Boot 3.5; testing/boot has the other lines. */
class PacsScpHealthAutoConfigurationTest {
    private final Server server = mock(Server.class);
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PacsScpHealthAutoConfiguration.class))
            // The API of Spring Boot 4 is on the class path for the compiler.
            .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
            .withBean(Server.class, () -> server);

    PacsScpHealthAutoConfigurationTest() {
        when(server.state()).thenReturn(Server.State.RUNNING);
        when(server.config())
                .thenReturn(Server.builder()
                        .limits(Limits.builder().maxAssociations(5).build())
                        .toConfig());
        when(server.endpoints()).thenReturn(List.of());
        when(server.sessions()).thenReturn(List.of());
    }

    @Test
    void isReadyWhileThereIsAPlace() {
        when(server.ready()).thenReturn(true);
        application.run(context -> {
            Health health = context.getBean("dicomReadinessHealthIndicator", HealthIndicator.class)
                    .health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("state", Server.State.RUNNING)
                    .containsEntry("associations", 0)
                    .containsEntry("maxAssociations", 5);
        });
    }

    /** A full server lives, and takes no more for now. */
    @Test
    void livesWhileItIsFull() {
        application.run(context -> {
            assertThat(status(context.getBean("dicomReadinessHealthIndicator", HealthIndicator.class)))
                    .isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(status(context.getBean("dicomLivenessHealthIndicator", HealthIndicator.class)))
                    .isEqualTo(Status.UP);
        });
    }

    @Test
    void isDownWhereItHasFailed() {
        when(server.state()).thenReturn(Server.State.FAILED);
        application.run(context -> assertThat(
                        context.getBeansOfType(HealthIndicator.class).values())
                .hasSize(2)
                .allSatisfy(indicator -> assertThat(status(indicator)).isEqualTo(Status.DOWN)));
    }

    private static Status status(HealthIndicator indicator) {
        return indicator.health().getStatus();
    }

    @Test
    void canBeSwitchedOff() {
        application
                .withPropertyValues("management.health.dicom-readiness.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean("dicomReadinessHealthIndicator")
                        .hasBean("dicomLivenessHealthIndicator"));
    }

    @Test
    void isNotThereWithoutActuator() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        PacsScpServerAutoConfiguration.class, PacsScpHealthAutoConfiguration.class))
                .withPropertyValues("pacs-scp.server.port=0")
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasSingleBean(Server.class)
                        .doesNotHaveBean("dicomLivenessHealthIndicator"));
    }
}
