package org.pacsscp.spring.boot.health;

import org.pacsscp.api.Server;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Health contributors {@code dicomLiveness} and {@code dicomReadiness}, where Actuator is there.
 *
 * <p>Spring Boot 4 has moved the health API to packages of its own, so each line has a configuration that only that line loads.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PacsScpServerAutoConfiguration.class)
@ConditionalOnSingleCandidate(Server.class)
public class PacsScpHealthAutoConfiguration {
    /** Made by Spring Boot. */
    public PacsScpHealthAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @OnSpringBoot3
    static class SpringBoot3 {
        @Bean
        @ConditionalOnMissingBean(name = "dicomLivenessHealthIndicator")
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("dicom-liveness")
        org.springframework.boot.actuate.health.HealthIndicator dicomLivenessHealthIndicator(Server server) {
            return SpringBoot3Health.indicator(() -> ServerHealth.liveness(server));
        }

        @Bean
        @ConditionalOnMissingBean(name = "dicomReadinessHealthIndicator")
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("dicom-readiness")
        org.springframework.boot.actuate.health.HealthIndicator dicomReadinessHealthIndicator(Server server) {
            return SpringBoot3Health.indicator(() -> ServerHealth.readiness(server));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @OnSpringBoot4
    static class SpringBoot4 {
        @Bean
        @ConditionalOnMissingBean(name = "dicomLivenessHealthIndicator")
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("dicom-liveness")
        org.springframework.boot.health.contributor.HealthIndicator dicomLivenessHealthIndicator(Server server) {
            return SpringBoot4Health.indicator(() -> ServerHealth.liveness(server));
        }

        @Bean
        @ConditionalOnMissingBean(name = "dicomReadinessHealthIndicator")
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
                "dicom-readiness")
        org.springframework.boot.health.contributor.HealthIndicator dicomReadinessHealthIndicator(Server server) {
            return SpringBoot4Health.indicator(() -> ServerHealth.readiness(server));
        }
    }
}
