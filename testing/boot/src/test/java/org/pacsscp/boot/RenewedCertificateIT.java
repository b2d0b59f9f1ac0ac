package org.pacsscp.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.tls.TlsIdentity;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An SSL bundle that changes while associations are open, on both sides. */
class RenewedCertificateIT {
    @TempDir
    Path directory;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pacs {}

    @Test
    void servesNewAssociationsWhileOpenOnesGoOn() throws Exception {
        TlsIdentity first = TlsIdentity.forHost("localhost");
        TlsIdentity second = TlsIdentity.forHost("localhost");
        write(first);
        try (Application application = start();
                Requestor open = proposal(first).open("127.0.0.1", application.dicomPort())) {
            write(second);
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
                try (Requestor peer = proposal(second).open("127.0.0.1", application.dicomPort())) {
                    assertThat(peer.echo().status()).isEqualTo(DimseStatus.SUCCESS);
                    peer.release();
                }
            });
            assertThat(open.echo().status()).as("on the old association").isEqualTo(DimseStatus.SUCCESS);
            // The client has the same bundle, with the new certificate in its trust store.
            RemoteEntity ourselves = RemoteEntity.of("PACS_SCP", "localhost", application.dicomPort());
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    application.bean(ServiceClassUser.class).echo(ourselves))
                            .isPositive());
            open.release();
        }
    }

    private Application start() {
        String bundle = "spring.ssl.bundle.pem.pacs.";
        return Application.start(
                Pacs.class,
                bundle + "keystore.certificate=" + directory.resolve("pacs.crt"),
                bundle + "keystore.private-key=" + directory.resolve("pacs.key"),
                bundle + "truststore.certificate=" + directory.resolve("pacs.crt"),
                bundle + "reload-on-update=true",
                "spring.ssl.bundle.watch.file.quiet-period=100ms",
                "pacs-scp.server.ssl.bundle=pacs",
                "pacs-scp.client.ssl.bundle=pacs");
    }

    private void write(TlsIdentity identity) throws IOException {
        Files.writeString(directory.resolve("pacs.key"), identity.privateKeyPem());
        Files.writeString(directory.resolve("pacs.crt"), identity.certificatePem());
    }

    /** Trusts one certificate only, so that it tells which of them is shown. */
    private static Proposal proposal(TlsIdentity server) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", server.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), new SecureRandom());
        return Proposal.to("PACS_SCP")
                .from("TESTER")
                .context(SopClass.VERIFICATION)
                .tls(context);
    }
}
