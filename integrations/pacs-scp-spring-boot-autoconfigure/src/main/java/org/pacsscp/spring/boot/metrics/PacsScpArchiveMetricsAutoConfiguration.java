package org.pacsscp.spring.boot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.commitment.CommitmentService;
import org.pacsscp.archive.retrieve.RetrieveService;
import org.pacsscp.micrometer.ArchiveMetrics;
import org.pacsscp.micrometer.StorageMetrics;
import org.pacsscp.spring.boot.archive.PacsScpArchiveAutoConfiguration;
import org.pacsscp.storage.StorageService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Metrics of the archive, where pacs-scp-micrometer and a registry are there: of the one that properties describe, or of services that are
 * beans of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        after = {PacsScpArchiveAutoConfiguration.class, PacsScpMetricsAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({ArchiveMetrics.class, ArchiveService.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
public class PacsScpArchiveMetricsAutoConfiguration {
    /** Made by Spring Boot. */
    public PacsScpArchiveMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(StorageService.class)
    StorageMetrics dicomStorageMetrics(StorageService storage) {
        return StorageMetrics.of(storage);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(Catalog.class)
    ArchiveMetrics dicomArchiveMetrics(
            Catalog catalog,
            ObjectProvider<ArchiveService> queries,
            ObjectProvider<RetrieveService> retrievals,
            ObjectProvider<CommitmentService> commitments) {
        ArchiveMetrics.Builder metrics = ArchiveMetrics.builder().catalog(catalog);
        queries.ifUnique(metrics::queries);
        retrievals.ifUnique(metrics::retrievals);
        commitments.ifUnique(metrics::commitments);
        return metrics.build();
    }
}
