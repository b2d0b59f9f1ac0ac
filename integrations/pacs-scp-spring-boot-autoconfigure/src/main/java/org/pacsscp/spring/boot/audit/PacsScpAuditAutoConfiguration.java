package org.pacsscp.spring.boot.audit;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.audit.AuditSink;
import org.pacsscp.audit.AuditTrail;
import org.pacsscp.spring.boot.HandlerDecorator;
import org.pacsscp.spring.boot.PacsScpServerAutoConfiguration;
import org.pacsscp.spring.boot.ServerProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Audit messages, where pacs-scp-audit is there and they have somewhere to go: an {@link AuditTrail}, which is a listener of the server and
 * stands before the handlers of its queries.
 *
 * <p>It is made before the server and closed after it, and so are its messages of the application's start and end.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = PacsScpServerAutoConfiguration.class)
@ConditionalOnClass(AuditTrail.class)
@ConditionalOnProperty(prefix = AuditProperties.PREFIX, name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(AuditProperties.class)
public class PacsScpAuditAutoConfiguration {
    private final AuditParts parts;

    PacsScpAuditAutoConfiguration(AuditProperties properties) {
        parts = new AuditParts(properties);
    }

    /** The trail closes its sinks, after its last message. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean({AuditSink.class, AuditTrail.class})
    static class Sinks {
        @Bean(destroyMethod = "")
        @ConditionalOnProperty(prefix = AuditProperties.PREFIX, name = "file.directory")
        AuditSink dicomAuditFile(AuditProperties properties) {
            return new AuditParts(properties).file();
        }

        @Bean(destroyMethod = "")
        @ConditionalOnProperty(prefix = AuditProperties.PREFIX, name = "syslog.host")
        AuditSink dicomAuditSyslog(AuditProperties properties, ObjectProvider<SslBundles> bundles) {
            return new AuditParts(properties).syslog(bundles.getIfAvailable());
        }
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(AuditSink.class)
    AuditTrail dicomAuditTrail(
            ObjectProvider<AuditSink> sinks, ObjectProvider<ServerProperties> server, Environment environment) {
        return parts.trail(
                sinks.orderedStream().toList(),
                Optional.ofNullable(environment.getProperty("spring.application.name")),
                titles(Optional.ofNullable(server.getIfAvailable())));
    }

    private static List<String> titles(Optional<ServerProperties> server) {
        return server.map(properties -> properties.aeTitle().isEmpty()
                        ? List.of(ServerConfig.DEFAULT_AE_TITLE.value())
                        : properties.aeTitle())
                .orElse(List.of());
    }

    @Bean
    @ConditionalOnBean(AuditTrail.class)
    @ConditionalOnProperty(prefix = AuditProperties.PREFIX, name = "query-messages", matchIfMissing = true)
    HandlerDecorator dicomAuditedQueries(AuditTrail trail) {
        return handler -> answersQueries(handler) ? trail.audited(handler) : handler;
    }

    private static boolean answersQueries(ActionHandler handler) {
        return handler.capabilities().stream()
                .anyMatch(capability -> capability.commandFieldCodes().contains(CommandField.C_FIND_RQ.code()));
    }
}
