package org.pacsscp.spring.boot.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.pacsscp.audit.AuditSink;
import org.pacsscp.audit.AuditTrail;
import org.pacsscp.spring.boot.BundleTls;
import org.pacsscp.spring.boot.DicomStartupException;
import org.pacsscp.spring.boot.Settings;
import org.springframework.boot.ssl.SslBundles;

/** Makes sinks and trail as the properties say. */
final class AuditParts {
    private static final String PREFIX = AuditProperties.PREFIX;

    private final AuditProperties properties;

    AuditParts(AuditProperties properties) {
        this.properties = properties;
    }

    AuditSink file() {
        Path directory = Optional.ofNullable(properties.file().directory()).orElseThrow();
        try {
            return AuditSink.file(directory);
        } catch (IOException e) {
            throw new DicomStartupException(
                    "the directory " + directory + " of audit messages cannot be made: " + e.getMessage(),
                    "See to the directory, or change " + PREFIX + ".file.directory.",
                    e);
        }
    }

    AuditSink syslog(@Nullable SslBundles bundles) {
        AuditSyslogProperties syslog = properties.syslog();
        Path spool = syslog.spool();
        if (spool == null) {
            throw new DicomStartupException(
                    "there is no " + PREFIX + ".syslog.spool, where audit messages wait for " + syslog.host(),
                    "Set it to a directory of this application alone.",
                    null);
        }
        try {
            return AuditSink.syslog(
                    Optional.ofNullable(syslog.host()).orElseThrow(),
                    syslog.port(),
                    tls(bundles),
                    spool,
                    syslog.spoolSize().toBytes());
        } catch (IOException e) {
            throw new DicomStartupException(
                    "the spool " + spool + " of audit messages cannot be used: " + e.getMessage(),
                    "See to the directory, or change " + PREFIX + ".syslog.spool.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new DicomStartupException(
                    "audit messages cannot be sent: " + e.getMessage(),
                    "See to what is below " + PREFIX + ".syslog.",
                    e);
        }
    }

    private SSLContext tls(@Nullable SslBundles bundles) {
        String bundle = properties.syslog().ssl().bundle();
        if (bundle != null) {
            return new BundleTls(bundles).context(PREFIX + ".syslog.ssl.bundle", bundle);
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new DicomStartupException(
                    "Java's own TLS cannot be used: " + e.getMessage(), "Set " + PREFIX + ".syslog.ssl.bundle.", e);
        }
    }

    AuditTrail trail(List<AuditSink> sinks, Optional<String> applicationName, List<String> titlesOfServer) {
        String sourceId = Optional.ofNullable(properties.sourceId())
                .or(() -> applicationName)
                .filter(id -> !id.isBlank())
                .orElseThrow(() -> new DicomStartupException(
                        "audit messages have no name of their source",
                        "Set " + PREFIX + ".source-id, or spring.application.name.",
                        null));
        AuditTrail.Builder trail = AuditTrail.builder().sourceId(sourceId);
        Settings settings = new Settings(PREFIX);
        settings.use("enterprise-site-id", properties.enterpriseSiteId(), trail::enterpriseSiteId);
        List<String> titles = properties.aeTitles().isEmpty() ? titlesOfServer : properties.aeTitles();
        settings.use("ae-titles", titles, given -> trail.aeTitles(given.toArray(String[]::new)));
        settings.use("queue-capacity", properties.queueCapacity(), trail::queueCapacity);
        sinks.forEach(trail::sink);
        return trail.start();
    }
}
