package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateChainTest {
    @TempDir
    private static Path directory;

    private static X509Certificate root;
    private static X509Certificate intermediate;
    private static X509Certificate leaf;
    private static X509Certificate foreign;
    private static PrivateKey key;

    @BeforeAll
    static void make() throws IOException {
        Pki pki = new Pki(directory);
        Pki.Issued rootAuthority = pki.authority("root");
        Pki.Issued issuing = pki.authority("issuing", rootAuthority);
        Pki.Issued server = pki.issue(issuing, "server", "RSA:2048");
        root = certificate(rootAuthority);
        intermediate = certificate(issuing);
        leaf = certificate(server);
        foreign = certificate(pki.selfSigned("foreign", "RSA:2048", 1));
        key = PrivateKeyReader.read(server.key(), Files.readAllBytes(server.key()));
    }

    @Test
    void putsCertificatesInOrder() {
        List<X509Certificate> ordered = List.of(leaf, intermediate, root);

        assertThat(CertificateChain.of(key, List.of(leaf, intermediate, root))).isEqualTo(ordered);
        assertThat(CertificateChain.of(key, List.of(root, intermediate, leaf))).isEqualTo(ordered);
        assertThat(CertificateChain.of(key, List.of(intermediate, leaf, root))).isEqualTo(ordered);
    }

    @Test
    void leavesOutWhatIsNotOfTheChain() {
        assertThat(CertificateChain.of(key, List.of(foreign, leaf, leaf, intermediate)))
                .containsExactly(leaf, intermediate);
        assertThat(CertificateChain.of(key, List.of(root, leaf))).containsExactly(leaf);
    }

    @Test
    void needsTheCertificateOfTheKey() {
        assertThat(CertificateChain.of(key, List.of(foreign, intermediate, root)))
                .isEmpty();
    }

    /** An authority that made itself a new key has two certificates of one name. */
    @Test
    void followsTheSignatureNotTheNameOnly(@TempDir Path other) throws IOException {
        X509Certificate namesake = certificate(new Pki(other).authority("issuing"));

        assertThat(namesake.getSubjectX500Principal()).isEqualTo(intermediate.getSubjectX500Principal());
        assertThat(CertificateChain.of(key, List.of(leaf, namesake, intermediate)))
                .containsExactly(leaf, intermediate);
    }

    @Test
    void knowsKeysOfEveryKind(@TempDir Path other) throws IOException {
        Pki pki = new Pki(other);
        for (String algorithm : List.of("RSA:3072", "EC:P-256", "EC:P-384", "ED25519")) {
            Pki.Issued issued = pki.selfSigned(algorithm.replace(':', '-'), algorithm, 1);
            PrivateKey own = PrivateKeyReader.read(issued.key(), Files.readAllBytes(issued.key()));

            assertThat(CertificateChain.of(
                            own, Stream.of(leaf, certificate(issued)).toList()))
                    .as(algorithm)
                    .containsExactly(certificate(issued));
        }
    }

    private static X509Certificate certificate(Pki.Issued issued) throws IOException {
        return CertificateReader.read(issued.certificate(), Files.readAllBytes(issued.certificate()))
                .get(0);
    }
}
