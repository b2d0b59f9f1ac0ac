package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;
import org.pacsscp.testkit.script.ScriptedPeer;

/** A certificate is renewed again and again while peers come and go: nobody notices but by the certificate. */
class RenewedCertificateIT {
    private static final int PEERS = 4;
    private static final int RENEWALS = 6;
    private static final Duration RELOAD_INTERVAL = Duration.ofMillis(20);

    @TempDir
    private static Path directory;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final AtomicReference<String> seen = new AtomicReference<>("");
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void failsNoAssociation() throws Exception {
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        List<Path> stores = List.of(
                pki.pkcs12(pki.issue(authority, "first", "RSA:2048"), "secret"),
                pki.pkcs12(pki.issue(authority, "second", "EC:P-256"), "secret"));
        List<String> names = List.of("CN=first,O=Invented", "CN=second,O=Invented");
        Path store = pki.path("server.p12");
        install(stores.get(0), store);
        TlsConfig tls = TlsConfig.builder()
                .keyStore(store, pki.file("password", "secret\n"))
                .reloadInterval(RELOAD_INTERVAL)
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(PEERS);
        try (Server server = Server.builder()
                        .endpoints(Endpoint.tls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls))
                        .build()
                        .start();
                ScriptedPeer throughout =
                        connect(server, Clients.trusting(authority)).associate()) {
            List<CompletableFuture<Integer>> peers = new ArrayList<>();
            for (int i = 0; i < PEERS; i++) {
                Clients clients = Clients.trusting(authority);
                peers.add(CompletableFuture.supplyAsync(() -> echoUntilOver(server, clients), threads));
            }
            for (int renewal = 1; renewal <= RENEWALS; renewal++) {
                int next = renewal % 2;
                install(stores.get(next), store);
                TestServer.patiently()
                        .until(() -> names.get(next).equals(seen.get())
                                || peers.stream().anyMatch(CompletableFuture::isDone));
            }
            over.set(true);
            for (CompletableFuture<Integer> peer : peers) {
                assertThat(peer.get(30, TimeUnit.SECONDS)).isPositive();
            }
            throughout.send("<C-ECHO-RQ>").expect("<0000H>").release();
            assertThat(server.statistics().associationsAborted()).isZero();
            assertThat(log.text()).doesNotContain("WARN");
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    private int echoUntilOver(Server server, Clients clients) {
        int count = 0;
        try {
            while (!over.get()) {
                SSLSocket socket = (SSLSocket) clients.socket("TLSv1.2", "TLSv1.3");
                try (ScriptedPeer peer =
                        Peers.connect(socket, server.endpoints().get(0).address())) {
                    peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
                    X509Certificate certificate =
                            (X509Certificate) socket.getSession().getPeerCertificates()[0];
                    seen.set(certificate.getSubjectX500Principal().getName());
                    count++;
                }
            }
            return count;
        } catch (IOException e) {
            throw new AssertionError("lost after " + count + " associations", e);
        }
    }

    private static ScriptedPeer connect(Server server, Clients clients) throws IOException {
        return Peers.connect(
                clients.socket("TLSv1.3"), server.endpoints().get(0).address());
    }

    /** In one step, so that nobody reads half of it. */
    private static void install(Path source, Path target) throws IOException {
        Path copy = Files.copy(source, target.resolveSibling("server.p12.new"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
