package org.pacsscp.spring.boot.health;

import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Tells Actuator of Spring Boot 3. */
final class SpringBoot3Health {
    private SpringBoot3Health() {}

    static HealthIndicator indicator(Supplier<HealthReport> reports) {
        return () -> {
            HealthReport report = reports.get();
            return Health.status(report.status()).withDetails(report.details()).build();
        };
    }
}
