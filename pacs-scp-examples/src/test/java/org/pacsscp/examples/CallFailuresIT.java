package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.tls.TlsIdentity;

/** Peers that refuse, abort, keep silent, are not there, or are not who they should be. */
class CallFailuresIT {
    private static final String ARCHIVE = "--called-ae-title=ARCHIVE";

    @TempDir
    Path directory;

    /** Every command, as far as it needs no more than a peer. */
    private List<List<String>> commands(String peer) throws IOException {
        Path image = directory.resolve("image.dcm");
        DicomFile.of(Invention.ofSeed(1).image(Modality.CT), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .write(image);
        return List.of(
                List.of("echo", peer, ARCHIVE),
                List.of("store", peer, ARCHIVE, image.toString()),
                List.of("find", peer, ARCHIVE),
                List.of("move", peer, ARCHIVE, "--destination=WS", "--key=StudyInstanceUID=1.2"),
                List.of(
                        "get",
                        peer,
                        ARCHIVE,
                        "--directory",
                        directory.resolve("received").toString(),
                        "--key=StudyInstanceUID=1.2"));
    }

    private static CommandLineRun run(List<String> command, String... more) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return CommandLineRun.of(all.toArray());
    }

    private static void assertFailed(CommandLineRun run, String... said) {
        assertThat(run.status()).as("%s", run).isEqualTo(1);
        assertThat(run.err()).contains(said).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void tellThatNobodyIsThere() throws IOException {
        String peer = "localhost:" + Ports.free();
        for (List<String> command : commands(peer)) {
            assertFailed(run(command), "ARCHIVE at " + peer, "refused");
        }
    }

    @Test
    void tellThatTheHostIsNotKnown() {
        assertFailed(CommandLineRun.of("echo", "nobody.invalid:104"), "nobody.invalid");
    }

    @Test
    void tellThatTheTitleIsNotKnown() throws IOException {
        try (FakePacs pacs = FakePacs.builder().aeTitle("OTHER").start()) {
            for (List<String> command : commands("localhost:" + pacs.port())) {
                assertFailed(run(command), "rejected", "called AE title");
            }
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        Fault.at(Place.ASSOCIATION, new Effect.Reject(RejectReason.LOCAL_LIMIT_EXCEEDED)), "rejected"),
                Arguments.of(Fault.at(Place.ASSOCIATION, new Effect.Abort(AbortReason.SERVICE_USER)), "A-ABORT(0,0)"),
                Arguments.of(Fault.at(Place.ASSOCIATION, new Effect.Garbage()), "ARCHIVE"),
                Arguments.of(Fault.at(Place.CONNECTION, new Effect.Close()), "ARCHIVE"),
                Arguments.of(Fault.at(Place.RESPONSE, new Effect.Abort(AbortReason.SERVICE_USER)), "A-ABORT(0,0)"),
                Arguments.of(Fault.at(Place.RESPONSE, new Effect.Reset()), "ARCHIVE"),
                Arguments.of(Fault.at(Place.RESPONSE, new Effect.WrongMessageId()), "ARCHIVE"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellWhoDidWhat(Fault fault, String said) throws IOException {
        try (FakePacs pacs = FakePacs.builder().aeTitle("ARCHIVE").start()) {
            pacs.inject(fault);
            assertFailed(CommandLineRun.of("echo", "localhost:" + pacs.port(), ARCHIVE), said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--accept-timeout=200ms", "--timeout=200ms"})
    void tellThatThePeerIsSilent(String timeout) throws IOException {
        try (FakePacs pacs = FakePacs.builder().aeTitle("ARCHIVE").start()) {
            for (List<String> command : commands("localhost:" + pacs.port())) {
                pacs.inject(Fault.at(Place.ASSOCIATION, new Effect.Silence()));
                assertFailed(run(command, timeout), "ARCHIVE at localhost:" + pacs.port());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--response-timeout=200ms", "--timeout=200ms"})
    void tellThatThePeerDoesNotAnswer(String timeout) throws IOException {
        try (FakePacs pacs = FakePacs.builder().aeTitle("ARCHIVE").start()) {
            pacs.inject(Fault.at(Place.RESPONSE, new Effect.Silence()));
            assertFailed(
                    CommandLineRun.of("echo", "localhost:" + pacs.port(), ARCHIVE, timeout),
                    "ARCHIVE at localhost:" + pacs.port(),
                    "C-ECHO");
        }
    }

    @Test
    void tellWhatThePeerDoesNotTake() throws IOException {
        try (FakePacs pacs = FakePacs.builder()
                .aeTitle("ARCHIVE")
                .accept(SopClass.VERIFICATION)
                .start()) {
            for (List<String> command : commands("localhost:" + pacs.port())) {
                CommandLineRun run = run(command);
                boolean echo = command.get(0).equals("echo");
                assertThat(run.status()).as("%s", run).isEqualTo(echo ? 0 : 1);
                assertThat(run.err().isEmpty()).isEqualTo(echo);
            }
        }
    }

    @Test
    void verifyTheServerOfTls() throws IOException {
        TlsIdentity identity = TlsIdentity.selfSigned();
        Path trust = write("trust.pem", identity.certificatePem());
        Path stranger = write("stranger.pem", TlsIdentity.selfSigned().certificatePem());
        try (FakePacs pacs = FakePacs.builder().aeTitle("ARCHIVE").tls(identity).start()) {
            List<String> echo = List.of("echo", "localhost:" + pacs.port(), ARCHIVE);
            assertThat(run(echo, "--tls-trust", trust.toString()).status()).isZero();
            assertFailed(run(echo, "--tls"), "ARCHIVE at localhost:" + pacs.port(), "TLS");
            assertFailed(run(echo, "--tls-trust", stranger.toString()), "ARCHIVE at localhost:" + pacs.port(), "TLS");
            assertFailed(
                    run(echo, "--tls-trust", directory.resolve("missing.pem").toString()), "missing.pem");
            assertFailed(run(echo), "ARCHIVE at localhost:" + pacs.port());
        }
    }

    @Test
    void verifyTheNameOfTheServer() throws IOException {
        TlsIdentity identity = TlsIdentity.forHost("pacs.example.org");
        String trust = write("trust.pem", identity.certificatePem()).toString();
        try (FakePacs pacs = FakePacs.builder().aeTitle("ARCHIVE").tls(identity).start()) {
            List<String> echo = List.of("echo", "localhost:" + pacs.port(), ARCHIVE, "--tls-trust", trust);
            assertFailed(run(echo), "ARCHIVE at localhost:" + pacs.port(), "TLS");
            assertThat(run(echo, "--tls-any-server-name").status()).isZero();
            assertThat(run(echo, "--tls-server-name", "pacs.example.org").status())
                    .isZero();
            assertFailed(run(echo, "--tls-server-name", "other.example.org"), "TLS");
        }
    }

    @Test
    void verifyTheCertificateOfAnyServerName() throws IOException {
        String stranger =
                write("stranger.pem", TlsIdentity.selfSigned().certificatePem()).toString();
        try (FakePacs pacs = FakePacs.builder().tls(TlsIdentity.selfSigned()).start()) {
            assertFailed(
                    CommandLineRun.of(
                            "echo", "localhost:" + pacs.port(), "--tls-any-server-name", "--tls-trust", stranger),
                    "TLS");
        }
    }

    @Test
    void showACertificateToAServerThatWantsOne() throws IOException {
        TlsIdentity server = TlsIdentity.selfSigned();
        TlsIdentity client = TlsIdentity.selfSigned();
        Path clientKey = write("client.key", client.privateKeyPem());
        Path clientCertificate = write("client.pem", client.certificatePem());
        Path password = write("password", "secret\n");
        client.writeKeyStore(directory.resolve("client.p12"), "secret");
        TlsConfig tls = TlsConfig.builder()
                .key(write("server.key", server.privateKeyPem()), write("server.pem", server.certificatePem()))
                .trust(clientCertificate)
                .clientAuthentication(ClientAuthentication.NEEDED)
                .build();
        try (Server ours = Server.builder()
                .aeTitle("ARCHIVE")
                .endpoints(Endpoint.tls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls))
                .build()
                .start()) {
            List<String> echo = List.of(
                    "echo",
                    "localhost:" + ours.endpoints().get(0).address().getPort(),
                    ARCHIVE,
                    "--tls-trust",
                    directory.resolve("server.pem").toString());
            assertThat(run(echo, "--tls-key", clientKey.toString(), "--tls-cert", clientCertificate.toString()))
                    .returns(0, CommandLineRun::status);
            assertThat(run(
                            echo,
                            "--tls-keystore",
                            directory.resolve("client.p12").toString(),
                            "--tls-keystore-password-file",
                            password.toString()))
                    .returns(0, CommandLineRun::status);
            assertFailed(run(echo), "ARCHIVE at localhost");
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
