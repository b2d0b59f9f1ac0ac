package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.TlsConfig;

/** Neither side keeps more sessions than peers that come again are worth: each holds some 400 bytes and a certificate. */
class SessionCacheTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void keepsFewSessionsOnEitherSide() throws Exception {
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        Pki.Issued own = pki.issue(authority, "server", "EC:P-256");
        SSLEngine server = TlsEngines.unwatched(
                        TlsConfig.builder().key(own.key(), own.certificate()).build(), Clock.systemUTC())
                .newEngine("192.0.2.1", 40000);
        try (ClientTlsEngines engines = ClientTlsEngines.open(ClientTls.builder()
                .trust(authority.certificate())
                .verifyHostName(false)
                .build())) {
            SSLEngine client = engines.newEngine("192.0.2.2", 2762);

            assertThat(Dialogue.between(client, server).succeeded()).isTrue();
            assertIsSmall(server.getSession().getSessionContext());
            assertIsSmall(client.getSession().getSessionContext());
        }
    }

    private static void assertIsSmall(SSLSessionContext sessions) {
        assertThat(sessions.getSessionCacheSize()).isEqualTo(1024);
        assertThat(sessions.getSessionTimeout()).isEqualTo(3600);
    }
}
