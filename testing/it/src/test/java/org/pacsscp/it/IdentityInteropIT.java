package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.IdentityDecision;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.testing.process.Interop;

/** DCMTK's {@code storescu} claims user identities; {@code echoscu} cannot. Users and secrets are invented. */
class IdentityInteropIT {
    @TempDir
    Path directory;

    private @Nullable Server server;
    private volatile UserIdentity.@Nullable Type claimed;

    /** Takes every instance and keeps none. */
    private static final class Sink implements ActionHandler {
        @Override
        public List<ServiceCapability> capabilities() {
            return List.of(
                    ServiceCapability.performer(SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE, CommandField.C_STORE_RQ));
        }

        @Override
        public DimseStatus handle(Action action) throws IOException {
            action.dataSet().transferTo(OutputStream.nullOutputStream());
            return DimseStatus.SUCCESS;
        }
    }

    @BeforeEach
    void start() throws IOException {
        DicomInstances.needDcmtk();
        Interop.needs("storescu", "apt-get install dcmtk");
        server = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .policy(AssociationPolicy.identityRequired())
                .identityVerifier((claim, request) -> verify(claim))
                .handler(new Sink())
                .build()
                .start();
    }

    private IdentityDecision verify(UserIdentity claim) {
        claimed = claim.type();
        boolean right = claim.type() == UserIdentity.Type.USERNAME_AND_PASSCODE
                ? Arrays.equals(claim.secondaryField(), "right".getBytes(StandardCharsets.UTF_8))
                : claim.primaryText().startsWith("alice");
        return right
                ? IdentityDecision.accept("answer".getBytes(StandardCharsets.UTF_8))
                : IdentityDecision.refuse("unknown user or wrong passcode");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--user alice, USERNAME",
        "--user alice --pos-response, USERNAME",
        "--user alice --password right, USERNAME_AND_PASSCODE",
        "--user alice --password right --pos-response, USERNAME_AND_PASSCODE",
        "--kerberos FILE --pos-response, KERBEROS",
        "--saml FILE --pos-response, SAML",
        "--jwt FILE --pos-response, JWT"
    })
    void isAccepted(String options, UserIdentity.Type type) throws IOException, InterruptedException {
        Path secret = Files.writeString(directory.resolve("secret"), "alice's ticket");
        Commands.Result result = store(options.replace("FILE", secret.toString()));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains(StoreScu.STORED);
        assertThat(claimed).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"--user mallory", "--user alice --password wrong", "--user alice --empty-password"})
    void isRefusedWithTheServiceProvidersRejection(String options) throws IOException, InterruptedException {
        Commands.Result result = store(options);
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("Rejected Permanent", "Source: Service Provider (ACSE Related)");
    }

    @Test
    void isWanted() throws IOException, InterruptedException {
        Commands.Result result = store("-v");
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("Rejected Permanent", "Source: Service User");
    }

    private Commands.Result store(String options) throws IOException, InterruptedException {
        Path file = new DicomInstances(directory).makeWith("1.2.840.10008.5.1.4.1.1.7", "1.2.3.4.5");
        List<String> command = new ArrayList<>(List.of("storescu", "-v", "-aec", ExampleServer.AE_TITLE));
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of(
                "127.0.0.1", Integer.toString(Objects.requireNonNull(server).port()), file.toString()));
        return Commands.run(command);
    }
}
