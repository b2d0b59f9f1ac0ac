package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.it.DicomInstances.Encoding;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.wire.Endpoint;

/** The example servers over TLS (PS3.15 B.12), called by {@code openssl s_client} and by DCMTK, which uses OpenSSL. */
class TlsInteropIT {
    /** TLS 1.2 with TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA and TLS_RSA_WITH_3DES_EDE_CBC_SHA, which OpenSSL has no more. */
    private static final byte[] HELLO_WITH_3DES = HexFormat.of()
            .parseHex("1603010053" + "0100004f" + "0303" + "00".repeat(32) + "00" + "0004c012000a" + "0100" + "0022"
                    + "000a0006000400170018" + "000b00020100" + "000d000e000c040104030501050308040203");

    @TempDir
    private static Path directory;

    private static @Nullable OpenSsl openSsl;
    private static OpenSsl.@Nullable Issued authority;
    private static OpenSsl.@Nullable Issued own;
    private static OpenSsl.@Nullable Issued device;
    private static @Nullable ExampleServer open;
    private static @Nullable ExampleServer closed;

    @TempDir
    Path sources;

    @TempDir
    Path instances;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        OpenSsl.need();
        Dcmtk.needs("echoscu", "storescu");
        openSsl = new OpenSsl(directory);
        authority = openSsl.authority("authority");
        own = openSsl.issue(authority(), "server", 30);
        device = openSsl.issue(authority(), "device", 30);
        open = ExampleServer.start(options());
        closed = ExampleServer.start(
                options("--tls-trust", authority().certificate().toString(), "--tls-client-auth", "need"));
    }

    @AfterAll
    static void stop() {
        for (ExampleServer server : new @Nullable ExampleServer[] {open, closed}) {
            if (server != null) {
                server.close();
            }
        }
    }

    private static String[] options(String... more) {
        OpenSsl.Issued key = Objects.requireNonNull(own);
        List<String> options = new ArrayList<>(List.of(
                "--no-plain-port",
                "--tls-port",
                "0",
                "--tls-key",
                key.key().toString(),
                "--tls-cert",
                key.certificate().toString()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    private static OpenSsl.Issued authority() {
        return Objects.requireNonNull(authority);
    }

    private static OpenSsl.Issued device() {
        return Objects.requireNonNull(device);
    }

    /** Asks no client for a certificate. */
    private static ExampleServer open() {
        return Objects.requireNonNull(open);
    }

    /** Needs a certificate of each client. */
    private static ExampleServer closed() {
        return Objects.requireNonNull(closed);
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_3, TLSv1.3, TLS_AES_256_GCM_SHA384",
        "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256, TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
        "-tls1_2, TLSv1.2, ECDHE-RSA-AES256-GCM-SHA384",
        "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384, TLSv1.2, ECDHE-RSA-AES256-GCM-SHA384"
    })
    void shakesHandsWithOpenSsl(String options, String protocol, String cipher)
            throws IOException, InterruptedException {
        Commands.Result result = OpenSsl.handshake(open().port(), authority(), options.split(" ", -1));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.out()).contains("New, " + protocol + ", Cipher is " + cipher, "Verify return code: 0 (ok)");
    }

    /** The client is made to offer what its own defaults forbid; the alert is the server's. */
    @ParameterizedTest
    @CsvSource({
        "-tls1 -cipher ALL:@SECLEVEL=0, alert protocol version",
        "-tls1_1 -cipher ALL:@SECLEVEL=0, alert protocol version",
        "-tls1_2 -cipher ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA256:AES128-SHA:@SECLEVEL=0, alert handshake failure",
        "-tls1_2 -cipher AES256-GCM-SHA384:DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0, alert handshake failure"
    })
    void refusesWhatIsOld(String options, String alert) throws IOException, InterruptedException {
        Commands.Result result = OpenSsl.handshake(open().port(), authority(), options.split(" ", -1));
        assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).contains(alert);
    }

    @Test
    void refusesTripleDes() throws IOException {
        Endpoint endpoint = Endpoint.plain(InProcessServer.HOST, open().port());
        try (ScriptedPeer peer = ScriptedPeer.connect(endpoint, Segmentation.AS_WRITTEN)) {
            peer.send(HELLO_WITH_3DES);
            // An alert of two bytes: fatal, handshake_failure.
            peer.expect("15030300020228").expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--profile-bcp195-nd", "--profile-bcp195", "--profile-bcp195-ex"})
    void answersDcmtkInEachOfItsProfiles(String profile) throws IOException, InterruptedException {
        assertThat(echo(open(), List.of("--anonymous-tls"), profile)).returns(0, Commands.Result::exitCode);
        assertThat(echo(closed(), device().dcmtkOptions(), profile)).returns(0, Commands.Result::exitCode);
    }

    @Test
    void refusesDcmtkInItsRetiredProfile() throws IOException, InterruptedException {
        assertThat(echo(open(), List.of("--anonymous-tls"), "--profile-null").exitCode())
                .isNotZero();
    }

    @ParameterizedTest
    @CsvSource({
        "missing, Empty client certificate chain",
        "expired, PKIX path",
        "foreign, PKIX path",
    })
    void refusesDevicesWithoutARightCertificate(String certificate, String reason)
            throws IOException, InterruptedException {
        OpenSsl issuer = Objects.requireNonNull(openSsl);
        List<String> shown = switch (certificate) {
            case "expired" -> issuer.issue(authority(), "expired", -1).dcmtkOptions();
            case "foreign" ->
                issuer.issue(issuer.authority("other"), "foreign", 30).dcmtkOptions();
            default -> List.of("--anonymous-tls");
        };
        int before = closed().log().size();
        Commands.Result result = echo(closed(), shown, "");
        assertThat(result.exitCode()).as(result.output()).isNotZero();
        assertThat(result.output()).doesNotContain("Association Accepted");
        closed().awaitLog(before + 1, "");
        assertThat(closed().log().subList(before, closed().log().size()))
                .filteredOn(line -> line.contains("WARN"))
                .singleElement()
                .asString()
                .contains("ended without an association: TLS handshake failed: ", reason);
    }

    @Test
    void tellsADeviceWithoutTlsFromOneThatBreaksIt() throws IOException, InterruptedException {
        assertThat(Commands.run(List.of("echoscu", "127.0.0.1", Integer.toString(open().port())))
                        .exitCode())
                .isNotZero();
        open().awaitLog(1, "the peer speaks DICOM without TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--profile-bcp195", "--profile-bcp195-ex"})
    void storesByteForByte(String profile) throws IOException, InterruptedException {
        DicomInstances.needDcmtk();
        List<Path> files = new DicomInstances(sources).makeImages(1024, 4);
        List<String> tls = new ArrayList<>(device().dcmtkOptions());
        tls.addAll(List.of(
                "+cf", authority().certificate().toString(), profile, Encoding.EXPLICIT_LITTLE.storescuOption()));
        try (ExampleServer server = ExampleServer.startStore(
                instances, options("--tls-trust", authority().certificate().toString(), "--tls-client-auth", "need"))) {
            Commands.Result result = StoreScu.send(server, tls, files);
            assertThat(result.exitCode()).as(result.output()).isZero();
        }
        StoredFiles stored = new StoredFiles(instances);
        for (Path file : files) {
            stored.assertWhole(file);
        }
    }

    private static Commands.Result echo(ExampleServer server, List<String> certificate, String profile)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("echoscu", "-v", "-aec", ExampleServer.AE_TITLE));
        command.addAll(certificate);
        command.addAll(List.of("+cf", authority().certificate().toString()));
        if (!profile.isEmpty()) {
            command.add(profile);
        }
        command.addAll(List.of("127.0.0.1", Integer.toString(server.port())));
        return Commands.run(command);
    }
}
