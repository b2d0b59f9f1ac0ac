package org.pacsscp.spring.boot.health;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Tells Actuator of Spring Boot 4. */
final class SpringBoot4Health {
    private SpringBoot4Health() {}

    static HealthIndicator indicator(Supplier<HealthReport> reports) {
        return () -> {
            HealthReport report = reports.get();
            return Health.status(report.status()).withDetails(report.details()).build();
        };
    }
}
