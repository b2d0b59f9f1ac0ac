package org.pacsscp.spring.boot.health;

import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.spring.boot.archive.PacsScpArchiveAutoConfiguration;
import org.pacsscp.storage.StorageService;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Health contributors {@code dicomStore} and {@code dicomCatalog}, where Actuator and an archive are there.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PacsScpArchiveAutoConfiguration.class)
@ConditionalOnClass(Catalog.class)
public class PacsScpArchiveHealthAutoConfiguration {
    /** Made by Spring Boot. */
    public PacsScpArchiveHealthAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @OnSpringBoot3
    static class SpringBoot3 {
        @Bean
        @ConditionalOnMissingBean(name = "dicomStoreHealthIndicator")
        @ConditionalOnSingleCandidate(StorageService.class)
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("dicom-store")
        org.springframework.boot.actuate.health.HealthIndicator dicomStoreHealthIndicator(StorageService storage) {
            return SpringBoot3Health.indicator(() -> ArchiveHealth.store(storage));
        }

        @Bean
        @ConditionalOnMissingBean(name = "dicomCatalogHealthIndicator")
        @ConditionalOnSingleCandidate(Catalog.class)
        @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator("dicom-catalog")
        org.springframework.boot.actuate.health.HealthIndicator dicomCatalogHealthIndicator(Catalog catalog) {
            return SpringBoot3Health.indicator(() -> ArchiveHealth.catalog(catalog));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @OnSpringBoot4
    static class SpringBoot4 {
        @Bean
        @ConditionalOnMissingBean(name = "dicomStoreHealthIndicator")
        @ConditionalOnSingleCandidate(StorageService.class)
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("dicom-store")
        org.springframework.boot.health.contributor.HealthIndicator dicomStoreHealthIndicator(StorageService storage) {
            return SpringBoot4Health.indicator(() -> ArchiveHealth.store(storage));
        }

        @Bean
        @ConditionalOnMissingBean(name = "dicomCatalogHealthIndicator")
        @ConditionalOnSingleCandidate(Catalog.class)
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("dicom-catalog")
        org.springframework.boot.health.contributor.HealthIndicator dicomCatalogHealthIndicator(Catalog catalog) {
            return SpringBoot4Health.indicator(() -> ArchiveHealth.catalog(catalog));
        }
    }
}
