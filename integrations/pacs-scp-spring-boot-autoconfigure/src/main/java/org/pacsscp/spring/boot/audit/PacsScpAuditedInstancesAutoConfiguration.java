package org.pacsscp.spring.boot.audit;

import org.pacsscp.audit.AuditTrail;
import org.pacsscp.audit.AuditedInstances;
import org.pacsscp.spring.boot.archive.PacsScpArchiveAutoConfiguration;
import org.pacsscp.storage.StorageService;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Audit messages of instances that come: a listener of the archive's storage service, or of one that the application makes of the listeners
 * that are beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = PacsScpAuditAutoConfiguration.class, before = PacsScpArchiveAutoConfiguration.class)
@ConditionalOnClass({AuditTrail.class, StorageService.class})
@ConditionalOnBean(AuditTrail.class)
public class PacsScpAuditedInstancesAutoConfiguration {
    /** Made by Spring Boot. */
    public PacsScpAuditedInstancesAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    AuditedInstances dicomAuditedInstances(AuditTrail trail) {
        return AuditedInstances.of(trail);
    }
}
