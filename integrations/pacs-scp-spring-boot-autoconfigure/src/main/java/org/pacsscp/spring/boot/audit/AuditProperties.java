package org.pacsscp.spring.boot.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.audit.AuditTrail;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Audit messages: there is an {@link AuditTrail} if pacs-scp-audit is there, and a directory, a host or a bean for them to go to.
 *
 * @param enabled whether audit messages are written
 * @param sourceId what this source of messages is called, unique in the enterprise; spring.application.name by default
 * @param enterpriseSiteId where in the enterprise it is; none by default
 * @param aeTitles the AE titles of this application; those of the server by default
 * @param queryMessages whether there is a message for each C-FIND
 * @param queueCapacity how many messages may wait for each sink; those that come then are dropped
 * @param file files that they are written to
 * @param syslog an audit record repository that they are sent to
 * @since 0.1.0
 */
@ConfigurationProperties(AuditProperties.PREFIX)
public record AuditProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String sourceId,
        @Nullable String enterpriseSiteId,
        @DefaultValue List<String> aeTitles,
        @DefaultValue("true") boolean queryMessages,
        @DefaultValue("10000") int queueCapacity,
        @NestedConfigurationProperty @DefaultValue AuditFileProperties file,
        @NestedConfigurationProperty @DefaultValue AuditSyslogProperties syslog) {
    static final String PREFIX = "pacs-scp.audit";
}
