package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.TlsConfig;

class ServerKeyManagerTest {
    @TempDir
    private static Path directory;

    private static ServerKeyManager manager;

    @BeforeAll
    static void make() throws IOException {
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        Pki.Issued first = pki.issue(authority, "pacs", "RSA:2048", "pacs.example.org", "pacs");
        // The same subject and names with a key of another algorithm.
        Path other = directory.resolve("other");
        Files.createDirectory(other);
        Pki.Issued twin = new Pki(other).issue(authority, "pacs", "EC:P-256", "pacs.example.org", "pacs");
        manager = manager(
                first,
                pki.issue(authority, "wild", "EC:P-256", "*.example.org"),
                twin,
                pki.issue(authority, "qa", "ED25519", "QA.example.org"),
                pki.issue(authority, "nameless", "EC:P-256"));
    }

    private static ServerKeyManager manager(Pki.Issued... issued) throws IOException {
        TlsConfig.Builder config = TlsConfig.builder();
        Arrays.stream(issued).forEach(one -> config.key(one.key(), one.certificate()));
        return new ServerKeyManager(KeyMaterial.load(config.build(), TlsFiles.read(config.build())));
    }

    @ParameterizedTest
    @CsvSource({
        // the name itself, in whatever case; both algorithms
        "pacs.example.org, RSA, 0",
        "PACS.example.ORG, EC, 2",
        "pacs, RSA, 0",
        // before a wildcard, though that has the algorithm
        "qa.example.org, EdDSA, 3",
        "qa.example.org, EC, ",
        // a wildcard stands for one label
        "archive.example.org, EC, 1",
        "archive.example.org, RSA, ",
        "a.b.example.org, EC, 2",
        "example.org, RSA, 0",
        "*.example.org, EC, 1",
        // unknown, or none: the first key and its twin
        "unknown.example.net, RSA, 0",
        "unknown.example.net, EC, 2",
        "unknown.example.net, EdDSA, ",
        ", RSA, 0",
        ", EC, 2",
        ", EdDSA, "
    })
    void choosesByTheNameThatIsAskedFor(String hostName, String algorithm, String expected) {
        assertThat(manager.choose(algorithm, Optional.ofNullable(hostName))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void tellsItsKeysByTheirAliases() {
        assertThat(manager.getServerAliases("EC", null)).containsExactly("1", "2", "4");
        assertThat(manager.getPrivateKey("3").getAlgorithm()).isEqualTo("EdDSA");
        assertThat(manager.getCertificateChain("4"))
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=nameless,O=Invented");
        assertThat(manager.chooseServerAlias("RSA", null, null)).isEqualTo("0");
    }

    @Test
    void isNoClient() {
        assertThat(manager.chooseClientAlias(new String[] {"EC"}, null, null)).isNull();
        assertThat(manager.getClientAliases("EC", null)).isNull();
    }
}
