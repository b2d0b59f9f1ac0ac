package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TlsConfig;

class ValidityReportTest {
    @TempDir
    private Path directory;

    @RegisterExtension
    private final LoggedWarnings logged = new LoggedWarnings();

    private List<ServerKey> keys = List.of();
    private Instant begin = Instant.EPOCH;
    private Instant end = Instant.EPOCH;

    @BeforeEach
    void start() throws IOException {
        Pki pki = new Pki(directory);
        Pki.Issued issued = pki.selfSigned("pacs", "EC:P-256", 365);
        TlsConfig config =
                TlsConfig.builder().key(issued.key(), issued.certificate()).build();
        keys = KeyMaterial.load(config, TlsFiles.read(config));
        begin = keys.get(0).certificate().getNotBefore().toInstant();
        end = keys.get(0).certificate().getNotAfter().toInstant();
    }

    @Test
    void isSilentWhileThereIsTime() {
        ValidityReport.log(keys, end.minus(Duration.ofDays(30)));
        ValidityReport.log(keys, begin);

        assertThat(logged.of("WARN")).isEmpty();
    }

    @Test
    void warnsThirtyDaysBefore() {
        ValidityReport.log(keys, end.minus(Duration.ofDays(30)).plusSeconds(1));

        assertThat(logged.of("WARN"))
                .singleElement()
                .asString()
                .contains("pacs.crt", "CN=pacs,O=Invented", "expires in 29 days", "renew it");
    }

    @Test
    void warnsOfWhatHasExpired() {
        ValidityReport.log(keys, end.plus(Duration.ofDays(3)).plusSeconds(1));

        assertThat(logged.of("WARN")).singleElement().asString().contains("pacs.crt", "has expired 3 days ago");
    }

    @Test
    void warnsOfWhatIsNotYetValid() {
        ValidityReport.log(keys, begin.minusSeconds(1));

        assertThat(logged.of("WARN"))
                .singleElement()
                .asString()
                .contains("pacs.crt", "is valid from", "check the clock");
    }
}
