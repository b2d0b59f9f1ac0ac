package org.pacsscp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.IdentityDecision;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.storage.StorageService;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.tls.TlsIdentity;

/** What a trail has of a server that works. */
@Timeout(60)
@ExtendWith(UncaughtExceptions.class)
class AuditTrailIT {
    private static final Uid CT = Modality.CT.sopClass();
    private static final Uid FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final KeptMessages sink = new KeptMessages();

    @TempDir
    Path directory;

    private AuditTrail trail;
    private StorageService storage;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        trail = AuditTrail.builder()
                .sourceId("PACS_1")
                .aeTitles("MY_PACS")
                .sink(sink)
                .start();
        storage = StorageService.builder()
                .directory(directory)
                .listener(AuditedInstances.of(trail))
                .open();
        server = Server.builder()
                .aeTitle("MY_PACS")
                .endpoints(
                        Endpoint.plain(ANY_PORT),
                        Endpoint.tls(
                                ANY_PORT,
                                TlsConfig.builder()
                                        .sslContext(
                                                TlsIdentity.forHost("localhost").context())
                                        .build()))
                .policy(AssociationPolicy.callingAeTitles("CT_1"))
                .identityVerifier((claim, request) -> claim.primaryText().equals("mmuster")
                        ? IdentityDecision.accept()
                        : IdentityDecision.refuse("who is that"))
                .listener(trail)
                .handler(storage.handler())
                .handler(trail.audited(ActionHandler.of(
                        ServiceCapability.performer(FIND, CommandField.C_FIND_RQ), AuditTrailIT::answer)))
                .build()
                .start();
    }

    private static DimseStatus answer(Action action) throws IOException {
        return action.dataSet().readAllBytes().length > 100 ? DimseStatus.PROCESSING_FAILURE : DimseStatus.SUCCESS;
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        storage.close();
        trail.close();
    }

    private Requestor open() throws IOException {
        return Proposal.to("MY_PACS")
                .from("CT_1")
                .context(CT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .context(FIND, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .open("127.0.0.1", server.port());
    }

    private String only(Code event) {
        await().untilAsserted(() -> assertThat(sink.with(event)).hasSize(1));
        return sink.with(event).get(0);
    }

    @Test
    void tellsOfEachStudyThatCame() throws Exception {
        List<InventedStudy> studies = List.of(
                Invention.ofSeed(1).study(3, Modality.CT), Invention.ofSeed(2).study(2, Modality.CT));
        try (Requestor requestor = open()) {
            for (InventedStudy study : studies) {
                for (DataSet instance : study.instances()) {
                    assertThat(requestor.store(instance).status().code()).isZero();
                }
            }
            await().untilAsserted(
                            () -> assertThat(sink.with(Code.BEGIN_TRANSFERRING)).hasSize(2));
            assertThat(sink.with(Code.INSTANCES_TRANSFERRED)).isEmpty();
            requestor.release();
        }
        await().untilAsserted(
                        () -> assertThat(sink.with(Code.INSTANCES_TRANSFERRED)).hasSize(2));
        for (int i = 0; i < 2; i++) {
            InventedStudy study = studies.get(i);
            assertThat(sink.with(Code.INSTANCES_TRANSFERRED).get(i))
                    .contains(
                            "ParticipantObjectID=\"" + study.uid() + "\"",
                            "ParticipantObjectID=\"" + study.patient().id() + "\"",
                            "<SOPClass UID=\"" + CT + "\" NumberOfInstances=\"" + (3 - i) + "\"/>",
                            "UserID=\"CT_1\" AlternativeUserID=\"AETITLES=CT_1\" UserIsRequestor=\"true\" "
                                    + "NetworkAccessPointID=\"127.0.0.1\"",
                            "UserID=\"" + ProcessHandle.current().pid()
                                    + "\" AlternativeUserID=\"AETITLES=MY_PACS\" UserIsRequestor=\"false\"");
        }
    }

    /** What was not answered before the end is not told of as if it had come; what came is. */
    @Test
    void tellsOfWhatCameBeforeAnAbort() throws Exception {
        DataSet instance = Invention.ofSeed(1).study(1, Modality.CT).instances().get(0);
        try (Requestor requestor = open()) {
            requestor.store(instance);
            requestor.reset();
        }
        assertThat(only(Code.INSTANCES_TRANSFERRED)).contains("NumberOfInstances=\"1\"");
    }

    @Test
    void tellsOfQueriesWithTheirDataSets() throws Exception {
        byte[] identifier = DataSets.encode(
                DataSet.builder().text(Tag.PATIENT_ID, "P*").build(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        try (Requestor requestor = open()) {
            requestor.find(FIND, identifier);
            assertThat(only(Code.QUERY))
                    .contains(
                            "EventOutcomeIndicator=\"0\"",
                            "ParticipantObjectID=\"" + FIND + "\"",
                            "<ParticipantObjectQuery>" + Base64.getEncoder().encodeToString(identifier) + "<");
            requestor.find(FIND, new byte[20_000]);
            requestor.release();
        }
        await().untilAsserted(() -> assertThat(sink.with(Code.QUERY)).hasSize(2));
        assertThat(sink.with(Code.QUERY).get(1)).contains("EventOutcomeIndicator=\"4\"");
        assertThat(sink.with(Code.QUERY).get(1).length()).isBetween(20_000, 32_768);
    }

    @Test
    void tellsOfUsersAndOfThoseThatAreNone() throws Exception {
        try (Client client = Client.builder().aeTitle("CT_1").loops(1).build()) {
            try (RequestedAssociation association = client.open(as("mmuster"))) {
                assertThat(only(Code.USER_AUTHENTICATION)).contains("110122", "UserID=\"mmuster\"", "127.0.0.1");
                association.release(Duration.ofSeconds(10));
            }
            await().untilAsserted(() ->
                    assertThat(sink.with(Code.USER_AUTHENTICATION)).hasSize(2));
            assertThat(sink.with(Code.USER_AUTHENTICATION).get(1)).contains("110123", "UserID=\"mmuster\"");
            assertThatExceptionOfType(AssociationException.class).isThrownBy(() -> client.open(as("mallory")));
        }
        String alert = only(Code.SECURITY_ALERT);
        assertThat(alert).contains("110126", "UserID=\"CT_1\"");
        assertThat(description(alert)).endsWith("user identity refused: who is that");
        assertThat(sink.all()).noneMatch(xml -> xml.contains("secret"));
    }

    private static String description(String alert) {
        String value = alert.replaceAll(".*type=\"Alert Description\" value=\"([^\"]*)\".*", "$1");
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    private AssociationProposal as(String user) {
        return AssociationProposal.to("127.0.0.1", server.port())
                .calledAeTitle("MY_PACS")
                .context(SopClass.VERIFICATION)
                .userIdentity(UserIdentity.usernameAndPasscode(user, "secret"))
                .build();
    }

    @Test
    void tellsOfStrangers() throws Exception {
        try (Client stranger = Client.builder().aeTitle("STRANGER").loops(1).build()) {
            assertThatExceptionOfType(AssociationException.class).isThrownBy(() -> stranger.open(as("mmuster")));
        }
        assertThat(only(Code.SECURITY_ALERT))
                .contains("110126", "UserID=\"STRANGER\"", "ParticipantObjectID=\"127.0.0.1\"");
        assertThat(sink.with(Code.USER_AUTHENTICATION)).isEmpty();
    }

    @Test
    void tellsOfATlsHandshakeThatFailedAndNotOfAProbe() throws Exception {
        new Socket(InetAddress.getLoopbackAddress(), securedPort()).close();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), securedPort());
                OutputStream out = socket.getOutputStream()) {
            out.write("this is no TLS at all".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(only(Code.SECURITY_ALERT)).contains("110126", "127.0.0.1");
        }
    }

    private int securedPort() {
        return server.endpoints().get(1).address().getPort();
    }
}
