package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.TlsConfig;

/** What a client asks a server for, and whom it trusts. */
class ClientSideTest {
    @TempDir
    private static Path directory;

    private static Clients trusting;
    private static Clients strangers;
    private static TlsEngines servers;

    @BeforeAll
    static void make() throws Exception {
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        Pki.Issued server = pki.issue(authority, "server", "EC:P-256", "pacs.example.org", "pacs");
        trusting = Clients.trusting(authority);
        strangers = Clients.trusting(pki.authority("other"));
        servers = TlsEngines.open(TlsConfig.builder()
                .key(server.key(), server.certificate())
                .reloadInterval(Duration.ZERO)
                .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pacs.example.org", "pacs", "PACS.example.org", "pacs.example.org."})
    void trustsAHostWithItsOwnCertificate(String host) throws Exception {
        assertThat(succeeds(trusting, host, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example.org", "example.org", "127.0.0.1", "::1"})
    void doesNotTrustAHostWithTheCertificateOfAnother(String host) throws Exception {
        assertThat(succeeds(trusting, host, true)).isFalse();
        assertThat(succeeds(trusting, host, false)).isTrue();
    }

    @Test
    void trustsNobodyWhomItsAuthoritiesDoNotKnow() throws Exception {
        assertThat(succeeds(strangers, "pacs.example.org", true)).isFalse();
        assertThat(succeeds(strangers, "pacs.example.org", false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "pacs.example.org, pacs.example.org",
        "pacs,             pacs",
        "pacs.,            pacs",
        "127.0.0.1,        ''",
        "127.1,            ''",
        "::1,              ''",
        "my_pacs,          ''"
    })
    void asksForANameOnlyIfItIsOne(String host, String asked) throws Exception {
        SSLEngine server = servers.newEngine("192.0.2.1", 40_000);
        Dialogue.between(ClientSide.newEngine(trusting.context(), host, 2762, false), server);

        assertThat(TlsSessions.requestedHostName(server.getSession()))
                .isEqualTo(asked.isEmpty() ? Optional.empty() : Optional.of(asked));
    }

    private static boolean succeeds(Clients clients, String host, boolean verifyHostName) throws Exception {
        SSLEngine client = ClientSide.newEngine(clients.context(), host, 2762, verifyHostName);
        return Dialogue.between(client, servers.newEngine("192.0.2.1", 40_000)).succeeded();
    }
}
