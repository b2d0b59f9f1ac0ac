package org.pacsscp.spring.boot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.pacsscp.api.Server;
import org.pacsscp.micrometer.PacsScpMetrics;
import org.pacsscp.spring.boot.ClientBuilderCustomizer;
import org.pacsscp.spring.boot.PacsScpClientAutoConfiguration;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Metrics of the server and the client, where pacs-scp-micrometer and a registry are there.
 *
 * <p>Spring Boot binds the bean to its registries, since it is a {@code MeterBinder}; the server takes it as one of its listeners.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        before = {PacsScpServerAutoConfiguration.class, PacsScpClientAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({PacsScpMetrics.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
public class PacsScpMetricsAutoConfiguration {
    /** Made by Spring Boot. */
    public PacsScpMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    PacsScpMetrics dicomMetrics() {
        return PacsScpMetrics.create();
    }

    @Bean
    ClientBuilderCustomizer dicomClientMetrics(PacsScpMetrics metrics) {
        return builder -> builder.listener(metrics);
    }

    /** Not where the metrics are made: the server takes them, and has to be made after them. */
    @Bean
    SmartInitializingSingleton dicomServerMetrics(PacsScpMetrics metrics, ObjectProvider<Server> servers) {
        return () -> servers.orderedStream().forEach(metrics::watch);
    }
}
