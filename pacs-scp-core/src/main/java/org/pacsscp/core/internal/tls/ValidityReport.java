package org.pacsscp.core.internal.tls;

import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log which certificates the server shows, and warns of those that are out of time or soon will be. */
final class ValidityReport {
    private static final Logger log = LoggerFactory.getLogger(ValidityReport.class);
    private static final Duration NOTICE = Duration.ofDays(30);

    private ValidityReport() {}

    static void log(List<ServerKey> keys, Instant now) {
        for (ServerKey key : keys) {
            X509Certificate certificate = key.certificate();
            log.info(
                    "TLS certificate of {}, host names {}, {} key, valid until {}, SHA-256 {}",
                    name(certificate),
                    key.hostNames(),
                    key.key().getAlgorithm(),
                    certificate.getNotAfter().toInstant(),
                    fingerprint(certificate));
            key.chain().forEach(link -> warn(key.file(), link, now));
        }
    }

    private static void warn(Path file, X509Certificate certificate, Instant now) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            log.warn(
                    "TLS file {}: the certificate of {} has expired {} days ago; clients will refuse it: renew it",
                    file,
                    name(certificate),
                    Duration.between(end, now).toDays());
        } else if (now.isBefore(begin)) {
            log.warn(
                    "TLS file {}: the certificate of {} is valid from {} on; clients will refuse it: check the clock",
                    file,
                    name(certificate),
                    begin);
        } else if (now.plus(NOTICE).isAfter(end)) {
            log.warn(
                    "TLS file {}: the certificate of {} expires in {} days; renew it",
                    file,
                    name(certificate),
                    Duration.between(now, end).toDays());
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(Sha256.newDigest().digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            return "unknown: " + e.getMessage();
        }
    }
}
