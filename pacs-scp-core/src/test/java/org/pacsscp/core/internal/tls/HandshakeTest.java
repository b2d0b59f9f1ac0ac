package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.api.TlsProfile;

/** Who gets through a handshake, and with what. */
class HandshakeTest {
    private static final int ECDHE_RSA_AES_128_GCM = 0xC02F;
    private static final int ECDHE_RSA_AES_256_GCM = 0xC030;
    private static final int SERVER_HELLO = 2;

    @TempDir
    private static Path directory;

    private static Pki pki;
    private static Pki.Issued authority;
    private static final Map<String, Pki.Issued> servers = new HashMap<>();
    private static final Map<String, Clients> clients = new HashMap<>();

    @RegisterExtension
    private final LoggedWarnings logged = new LoggedWarnings();

    @BeforeAll
    static void make() throws Exception {
        pki = new Pki(directory);
        authority = pki.authority("ca");
        for (String algorithm : List.of("RSA:2048", "RSA:3072", "EC:P-256", "EC:P-384", "ED25519")) {
            servers.put(algorithm, pki.issue(authority, "server-" + algorithm.replace(':', '-'), algorithm));
        }
        clients.put("missing", Clients.trusting(authority));
        clients.put("valid", Clients.trusting(authority, pki, pki.issue(authority, "device", "EC:P-256")));
        clients.put("expired", Clients.trusting(authority, pki, pki.issue(authority, "old", "EC:P-256", -1)));
        clients.put(
                "foreign", Clients.trusting(authority, pki, pki.issue(pki.authority("other"), "stranger", "EC:P-256")));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA:2048, TLSv1.3", "RSA:2048, TLSv1.2",
        "RSA:3072, TLSv1.3", "RSA:3072, TLSv1.2",
        "EC:P-256, TLSv1.3", "EC:P-256, TLSv1.2",
        "EC:P-384, TLSv1.3", "EC:P-384, TLSv1.2",
        "ED25519, TLSv1.3", "ED25519, TLSv1.2"
    })
    void succeedsWithEveryKindOfKey(String algorithm, String protocol) throws Exception {
        SSLEngine server = engine(config(algorithm));

        assertThat(Dialogue.between(client("missing").engine(protocol), server).succeeded())
                .isTrue();
        TlsPeer peer = TlsSessions.peer(server.getSession());
        assertThat(peer.protocol()).isEqualTo(protocol);
        assertThat(peer.cipherSuite()).contains("AES_256_GCM_SHA384");
        assertThat(peer.certificates()).isEmpty();
        assertThat(peer.serverName()).isEmpty();
    }

    @Test
    void prefersTls13() throws Exception {
        SSLEngine server = engine(config("RSA:2048"));
        Dialogue.between(client("missing").engine("TLSv1.2", "TLSv1.3"), server);
        assertThat(server.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void takesEveryCipherSuiteOfTls13(String cipherSuite) throws Exception {
        SSLEngine client = client("missing").engine("TLSv1.3");
        client.setEnabledCipherSuites(new String[] {cipherSuite});
        assertThat(Dialogue.between(client, engine(config("RSA:2048"))).succeeded())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA:2048, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "RSA:2048, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "RSA:2048, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "EC:P-256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "EC:P-256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "EC:P-256, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
    })
    void takesEveryCipherSuiteOfTls12(String algorithm, String cipherSuite) throws Exception {
        SSLEngine client = client("missing").engine("TLSv1.2");
        client.setEnabledCipherSuites(new String[] {cipherSuite});
        SSLEngine server = engine(config(algorithm));
        assertThat(Dialogue.between(client, server).succeeded()).isTrue();
        assertThat(server.getSession().getCipherSuite()).isEqualTo(cipherSuite);
    }

    /** 0301 is TLS 1.0. Alerts of RFC 5246 7.2: 40 handshake_failure, 70 protocol_version. */
    @ParameterizedTest
    @CsvSource({
        "0301, C02F, 70",
        "0302, C02F, 70",
        "0301, 002F, 70",
        // CBC, with and without forward secrecy
        "0303, C013, 40",
        "0303, C014, 40",
        "0303, C027, 40",
        "0303, C028, 40",
        "0303, 002F, 40",
        // 3DES
        "0303, 000A, 40",
        "0303, C012, 40",
        // RSA key exchange
        "0303, 009C, 40",
        "0303, 009D, 40",
        // finite-field Diffie-Hellman, RC4, NULL, anonymous
        "0303, 009E, 40",
        "0303, C011, 40",
        "0303, C010, 40",
        "0303, C019, 40"
    })
    void refusesOldProtocolsAndCipherSuites(String version, String cipherSuite, int alert) throws Exception {
        ByteBuffer hello = ClientHello.of(Integer.parseInt(version, 16), Integer.parseInt(cipherSuite, 16));
        ByteBuffer answer = answer(config("RSA:2048"), hello);

        assertThat(answer.get(0)).as("an alert").isEqualTo((byte) 21);
        assertThat(answer.get(5)).as("fatal").isEqualTo((byte) 2);
        assertThat(answer.get(6)).isEqualTo((byte) alert);
    }

    @Test
    void choosesTheStrongerCipherSuiteUnlessTheClientDecides() throws Exception {
        ByteBuffer weakerFirst =
                ClientHello.of(ClientHello.TLS_1_2, 0xC013, ECDHE_RSA_AES_128_GCM, ECDHE_RSA_AES_256_GCM);

        assertThat(chosen(answer(config("RSA:2048"), weakerFirst.duplicate()))).isEqualTo(ECDHE_RSA_AES_256_GCM);
        assertThat(chosen(answer(config("RSA:2048").serverCipherOrder(false), weakerFirst.duplicate())))
                .isEqualTo(ECDHE_RSA_AES_128_GCM);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, missing, true", "NONE, valid, true", "NONE, expired, true", "NONE, foreign, true",
        "WANTED, missing, true", "WANTED, valid, true", "WANTED, expired, false", "WANTED, foreign, false",
        "NEEDED, missing, false", "NEEDED, valid, true", "NEEDED, expired, false", "NEEDED, foreign, false"
    })
    void verifiesClients(ClientAuthentication authentication, String certificate, boolean succeeds) throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            TlsConfig.Builder config = config("EC:P-256").clientAuthentication(authentication);
            SSLEngine server = engine(
                    authentication == ClientAuthentication.NONE ? config : config.trust(authority.certificate()));

            Dialogue dialogue = Dialogue.between(client(certificate).engine(protocol), server);

            assertThat(dialogue.succeeded()).as(protocol).isEqualTo(succeeds);
            assertThat(dialogue.serverFault().isPresent()).as(protocol).isNotEqualTo(succeeds);
            assertThat(dialogue.serverHeardAnything()).as(protocol).isEqualTo(succeeds);
            if (succeeds) {
                boolean shown = authentication != ClientAuthentication.NONE && certificate.equals("valid");
                assertThat(TlsSessions.peer(server.getSession()).principal().map(Object::toString))
                        .isEqualTo(shown ? Optional.of("CN=device, O=Invented") : Optional.empty());
            }
        }
    }

    @Test
    void showsTheCertificateOfTheNameThatIsAskedFor() throws Exception {
        TlsConfig.Builder config = config("RSA:2048");
        for (String name : List.of("ct.example.org", "*.example.net")) {
            Pki.Issued issued = pki.issue(authority, name.replace("*", "any"), "EC:P-256", name);
            config.key(issued.key(), issued.certificate());
        }
        for (String name : List.of("ct.example.org", "mr.example.net")) {
            SSLEngine server = engine(config);
            assertThat(Dialogue.between(client("missing").engineFor(name), server)
                            .succeeded())
                    .as(name)
                    .isTrue();
            assertThat(TlsSessions.peer(server.getSession()).serverName()).contains(name);
        }
        SSLEngine unknown = client("missing").engineFor("us.example.org");
        assertThat(Dialogue.between(unknown, engine(config)).succeeded()).isFalse();
    }

    @Test
    void keepsToAProfileOfOnesOwn() throws Exception {
        TlsConfig.Builder config = config("RSA:2048")
                .profile(TlsProfile.custom(
                        List.of("TLSv1.2", "TLSv1.1"),
                        List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_RC4_128_SHA")));
        SSLEngine server = engine(config);

        assertThat(chosen(answer(config, ClientHello.of(ClientHello.TLS_1_2, ECDHE_RSA_AES_128_GCM, 0xC027))))
                .isEqualTo(0xC027);
        assertThat(Dialogue.between(client("missing").engine("TLSv1.3"), server).succeeded())
                .isFalse();
        assertThat(logged.of("WARN"))
                .anyMatch(line -> line.contains("protocols, [TLSv1.1] are not left"))
                .anyMatch(line -> line.contains("cipher suites, [TLS_RSA_WITH_RC4_128_SHA] are not left"));
    }

    @Test
    void doesNotStartWithAProfileThatTheJdkCannotServe() {
        assertThatThrownBy(() -> engine(config("RSA:2048")
                        .profile(TlsProfile.custom(
                                List.of("TLSv1.1", "TLSv1"), List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")))))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("protocols [TLSv1.1, TLSv1]", "jdk.tls.disabledAlgorithms", "TLSv1.3");
        assertThatThrownBy(() -> engine(config("RSA:2048")
                        .profile(TlsProfile.custom(List.of("TLSv1.2"), List.of("TLS_RSA_WITH_NULL_SHA")))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cipher suites [TLS_RSA_WITH_NULL_SHA]");
    }

    @Test
    void appliesItsSettingsToAContextOfTheApplication() throws Exception {
        TlsConfig own = config("EC:P-256")
                .trust(authority.certificate())
                .clientAuthentication(ClientAuthentication.WANTED)
                .build();
        SSLContext context = SSLContext.getInstance("TLS");
        TlsFiles files = TlsFiles.read(own);
        context.init(
                new KeyManager[] {new ServerKeyManager(KeyMaterial.load(own, files))},
                TrustMaterial.load(own, files),
                null);
        TlsConfig.Builder config =
                TlsConfig.builder().sslContext(context).clientAuthentication(ClientAuthentication.NEEDED);

        assertThat(Dialogue.between(client("valid").engine("TLSv1.3"), engine(config))
                        .succeeded())
                .isTrue();
        assertThat(Dialogue.between(client("missing").engine("TLSv1.3"), engine(config))
                        .succeeded())
                .isFalse();
        assertThat(engine(config).getEnabledCipherSuites())
                .containsExactlyElementsOf(TlsProfile.BCP_195.cipherSuites());
    }

    @Test
    void answersNoTextOfAnotherProtocol() throws Exception {
        ByteBuffer request = ByteBuffer.wrap(new byte[] {1, 0, 0, 0, 0, 68, 0, 1, 0, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> engine(config("RSA:2048")).unwrap(request, ByteBuffer.allocate(1 << 15)))
                .isInstanceOf(SSLException.class);
    }

    private static Clients client(String certificate) {
        return Objects.requireNonNull(clients.get(certificate));
    }

    private static TlsConfig.Builder config(String algorithm) {
        Pki.Issued server = Objects.requireNonNull(servers.get(algorithm));
        return TlsConfig.builder().key(server.key(), server.certificate());
    }

    private static SSLEngine engine(TlsConfig.Builder config) throws IOException {
        return TlsEngines.unwatched(config.build(), Clock.systemUTC()).newEngine("192.0.2.1", 40000);
    }

    /** Returns the first record that a server answers with. */
    private static ByteBuffer answer(TlsConfig.Builder config, ByteBuffer hello) throws IOException {
        SSLEngine server = engine(config);
        ByteBuffer answer = ByteBuffer.allocate(1 << 15);
        try {
            server.unwrap(hello, ByteBuffer.allocate(1 << 15));
            for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
                task.run();
            }
            server.wrap(ByteBuffer.allocate(0), answer);
        } catch (SSLException e) {
            server.wrap(ByteBuffer.allocate(0), answer);
        }
        return answer.flip();
    }

    /** Returns the cipher suite of a ServerHello (RFC 5246 7.4.1.3). */
    private static int chosen(ByteBuffer record) {
        assertThat(record.get(0)).as("a handshake record").isEqualTo((byte) 22);
        assertThat(record.get(5)).isEqualTo((byte) SERVER_HELLO);
        int sessionIdLength = record.get(9 + 2 + 32);
        return record.getShort(9 + 2 + 32 + 1 + sessionIdLength) & 0xFFFF;
    }
}
