package org.pacsscp.spring.boot.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Audit messages over syslog with TLS.
 *
 * @param host the audit record repository, by the name of which its certificate is; none by default
 * @param port its port
 * @param ssl TLS to the repository
 * @param spool a directory of this application alone, where messages wait for being sent; needed with a host
 * @param spoolSize how much may wait there
 * @since 0.1.0
 */
public record AuditSyslogProperties(
        @Nullable String host,
        @DefaultValue("6514") int port,
        @NestedConfigurationProperty @DefaultValue AuditSslProperties ssl,
        @Nullable Path spool,
        @DefaultValue("64MB") DataSize spoolSize) {}
