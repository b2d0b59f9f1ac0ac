package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.TlsConfig;

/** Files that change while the server runs. */
class TlsEnginesTest {
    @TempDir
    private Path directory;

    @RegisterExtension
    private final LoggedWarnings logged = new LoggedWarnings();

    private Pki pki;
    private Pki.Issued authority;
    private Pki.Issued first;
    private Pki.Issued second;
    private Path key;
    private Path certificate;

    @BeforeEach
    void start() throws IOException {
        pki = new Pki(directory);
        authority = pki.authority("ca");
        first = pki.issue(authority, "first", "EC:P-256");
        second = pki.issue(authority, "second", "EC:P-256");
        key = pki.path("server.key");
        certificate = pki.path("server.crt");
        install(first);
    }

    @Test
    void usesNewFilesOnCall() throws Exception {
        TlsEngines engines = unwatched();
        SSLEngine before = engines.newEngine("192.0.2.1", 40000);
        install(second);
        assertThat(shown(engines.newEngine("192.0.2.1", 40000))).isEqualTo("CN=first,O=Invented");

        engines.reload();

        assertThat(shown(engines.newEngine("192.0.2.1", 40000))).isEqualTo("CN=second,O=Invented");
        assertThat(shown(before)).as("a connection that was there before").isEqualTo("CN=first,O=Invented");
    }

    @Test
    void noticesContentAlone() throws Exception {
        TlsEngines engines = unwatched();
        FileTime keyTime = Files.getLastModifiedTime(key);
        FileTime certificateTime = Files.getLastModifiedTime(certificate);
        install(second);
        Files.setLastModifiedTime(key, keyTime);
        Files.setLastModifiedTime(certificate, certificateTime);

        engines.reloadIfChanged();

        assertThat(shown(engines)).isEqualTo("CN=second,O=Invented");
        assertThat(logged.of("ERROR")).isEmpty();
    }

    /** Kubernetes turns the link {@code ..data} from one directory to the next; the paths of the files never change. */
    @Test
    void noticesALinkThatWasTurned() throws Exception {
        Path data = pki.path("..data");
        Files.createSymbolicLink(data, secret("..1", first));
        key = Files.createSymbolicLink(pki.path("tls.key"), Path.of("..data/tls.key"));
        certificate = Files.createSymbolicLink(pki.path("tls.crt"), Path.of("..data/tls.crt"));
        TlsEngines engines = unwatched();
        Path next = Files.createSymbolicLink(pki.path("..tmp"), secret("..2", second));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

        engines.reloadIfChanged();

        assertThat(shown(engines)).isEqualTo("CN=second,O=Invented");
    }

    @Test
    void keepsTheOldFilesWhileTheNewOnesAreBroken() throws Exception {
        TlsEngines engines = unwatched();
        Files.copy(second.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);

        engines.reloadIfChanged();
        engines.reloadIfChanged();

        assertThat(shown(engines)).isEqualTo("CN=first,O=Invented");
        assertThat(logged.of("ERROR"))
                .singleElement()
                .asString()
                .contains("those read before stay in use", "server.crt has no certificate of the private key in");
        assertThatThrownBy(engines::reload)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("server.crt has no certificate of the private key in");
        assertThat(shown(engines)).isEqualTo("CN=first,O=Invented");

        install(second);
        engines.reloadIfChanged();
        assertThat(shown(engines)).isEqualTo("CN=second,O=Invented");
        assertThat(logged.of("ERROR")).hasSize(1);
    }

    @Test
    void reportsEachFaultOnce() throws Exception {
        TlsEngines engines = unwatched();

        Files.delete(certificate);
        engines.reloadIfChanged();
        engines.reloadIfChanged();
        assertThat(logged.of("ERROR")).singleElement().asString().contains("server.crt is not there");

        install(first);
        engines.reloadIfChanged();
        assertThat(logged.of("ERROR")).hasSize(1);

        Files.delete(certificate);
        engines.reloadIfChanged();
        engines.reloadIfChanged();
        assertThat(logged.of("ERROR")).as("a second time").hasSize(2);

        Files.writeString(certificate, "no certificate");
        engines.reloadIfChanged();
        engines.reloadIfChanged();
        assertThat(logged.of("ERROR")).as("another fault").hasSize(3);
        assertThat(shown(engines)).isEqualTo("CN=first,O=Invented");
    }

    @Test
    void usesNewTrust() throws Exception {
        Pki.Issued other = pki.authority("other");
        Path trust = Files.copy(authority.certificate(), pki.path("trust.pem"));
        Clients device = Clients.trusting(authority, pki, pki.issue(other, "device", "EC:P-256"));
        TlsEngines engines = TlsEngines.unwatched(
                TlsConfig.builder()
                        .key(key, certificate)
                        .trust(trust)
                        .clientAuthentication(ClientAuthentication.NEEDED)
                        .build(),
                Clock.systemUTC());
        assertThat(Dialogue.between(device.engine("TLSv1.3"), engines.newEngine("192.0.2.1", 40000))
                        .succeeded())
                .isFalse();

        Files.copy(other.certificate(), trust, StandardCopyOption.REPLACE_EXISTING);
        engines.reloadIfChanged();

        assertThat(Dialogue.between(device.engine("TLSv1.3"), engines.newEngine("192.0.2.1", 40000))
                        .succeeded())
                .isTrue();
    }

    @Test
    void watchesUntilItIsClosed() throws Exception {
        TlsConfig config = TlsConfig.builder()
                .key(key, certificate)
                .reloadInterval(Duration.ofMillis(5))
                .build();
        try (TlsEngines engines = TlsEngines.open(config)) {
            install(second);
            await().untilAsserted(() -> assertThat(shown(engines)).isEqualTo("CN=second,O=Invented"));
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("pacs-scp-tls-files")));
    }

    @Test
    void watchesOnlyWhatItReads() throws Exception {
        SSLContext context = SSLContext.getDefault();
        try (TlsEngines never = TlsEngines.open(TlsConfig.builder()
                        .key(key, certificate)
                        .reloadInterval(Duration.ZERO)
                        .build());
                TlsEngines foreign =
                        TlsEngines.open(TlsConfig.builder().sslContext(context).build())) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("pacs-scp-tls-files"));
            foreign.reload();
            assertThat(shown(never)).isEqualTo("CN=first,O=Invented");
        }
    }

    @Test
    void needsFilesThatItCanUseToStart() throws IOException {
        Files.delete(key);
        assertThatThrownBy(this::unwatched)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("server.key is not there", "check the path");
    }

    private TlsEngines unwatched() throws IOException {
        return TlsEngines.unwatched(TlsConfig.builder().key(key, certificate).build(), Clock.systemUTC());
    }

    private void install(Pki.Issued issued) throws IOException {
        Files.copy(issued.key(), key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(issued.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path secret(String name, Pki.Issued issued) throws IOException {
        Path secret = Files.createDirectory(pki.path(name));
        Files.copy(issued.key(), secret.resolve("tls.key"));
        Files.copy(issued.certificate(), secret.resolve("tls.crt"));
        return secret;
    }

    private String shown(TlsEngines engines) throws Exception {
        return shown(engines.newEngine("192.0.2.1", 40000));
    }

    /** Returns whom the server's certificate names to a client. */
    private String shown(SSLEngine server) throws Exception {
        SSLEngine client = Clients.trusting(authority).engine("TLSv1.3");
        assertThat(Dialogue.between(client, server).succeeded()).isTrue();
        X509Certificate leaf = (X509Certificate) client.getSession().getPeerCertificates()[0];
        return leaf.getSubjectX500Principal().getName();
    }
}
