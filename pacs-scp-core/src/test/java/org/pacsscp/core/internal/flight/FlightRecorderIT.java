package org.pacsscp.core.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** What a recording has of a server and of a client, over real sockets. */
class FlightRecorderIT {
    private static final Duration AT_ONCE = Duration.ZERO;

    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final Recording recording = new Recording();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    @TempDir
    Path directory;

    @BeforeEach
    void record() {
        for (String event : List.of("Association", "Operation", "Invocation", "WorkerWait", "WriteStall", "Refusal")) {
            recording.enable("org.pacsscp." + event).withThreshold(AT_ONCE);
        }
        recording.start();
    }

    @AfterEach
    void end() {
        told.countDown();
        recording.close();
    }

    /** Ends the recording: one that is read while it goes on may lack what was recorded last. */
    private List<RecordedEvent> recorded(String event) throws IOException {
        Path file = directory.resolve("recording.jfr");
        if (recording.getState() == RecordingState.RUNNING) {
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(one -> one.getEventType().getName().equals("org.pacsscp." + event))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    /**
     * JDK 17 loses texts of more than 16 characters that a thread has written which ended before the recording did, such as one
     * of an earlier test.
     */
    private static void assertSays(RecordedEvent event, String field, String text) {
        String said = event.getString(field);
        if (said != null || text.length() <= 16 || Runtime.version().feature() > 17) {
            assertThat(said).contains(text);
        }
    }

    private RecordedEvent only(String event) throws IOException {
        List<RecordedEvent> found = recorded(event);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void hasAnAssociationAndWhatWasDoneOnIt() throws Exception {
        handler.does(action -> {
            assertThat(action.dataSet().readAllBytes()).hasSize(2_000);
            return StorageStatus.OUT_OF_RESOURCES;
        });
        ClientSession session;
        String peerAddress;
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer)
                    .send(Dimse.storeRequest(7))
                    .send(Dimse.dataSet(Dimse.STORAGE, new byte[2_000], 1_000))
                    .expect(Dimse.storeResponse(7, 0xA700))
                    .send("<C-ECHO-RQ>")
                    .expect("<0000H>");
            session = server.witness().opened();
            peerAddress = FlightRecorder.text(session.remoteAddress());
            peer.release();
        }
        server.witness().ended();

        RecordedEvent association = only("Association");
        assertThat(association.getLong("association")).isEqualTo(session.id());
        assertThat(association.getBoolean("requestedByUs")).isFalse();
        assertThat(association.getString("callingAeTitle"))
                .isEqualTo(session.callingAeTitle().value());
        assertThat(association.getString("calledAeTitle"))
                .isEqualTo(session.calledAeTitle().value());
        assertThat(association.getString("peer")).isEqualTo(peerAddress).startsWith("127.0.0.1:");
        assertThat(association.getBoolean("tls")).isFalse();
        assertThat(association.getInstant("openedAt").toEpochMilli())
                .isEqualTo(session.openedAt().toEpochMilli());
        assertThat(association.getString("end")).isEqualTo("RELEASED_BY_PEER");
        assertThat(association.getLong("requestsReceived")).isEqualTo(2);
        assertThat(association.getLong("responsesSent")).isEqualTo(2);
        assertThat(association.getLong("bytesReceived")).isGreaterThan(2_000);
        assertThat(association.getLong("bytesSent")).isPositive();
        assertThat(association.getDuration()).isPositive();

        List<RecordedEvent> operations = recorded("Operation");
        assertThat(operations)
                .extracting(
                        event -> event.getLong("association"),
                        event -> event.getInt("messageId"),
                        event -> event.getString("command"),
                        event -> event.getString("status"),
                        event -> event.getLong("dataSet"))
                .containsExactly(
                        tuple(session.id(), 7, "C-STORE-RQ", "A700H", 2_000L),
                        tuple(session.id(), 1, "C-ECHO-RQ", "0000H", 0L));
        assertSays(operations.get(0), "sopClass", SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE.value());
        assertSays(operations.get(1), "sopClass", SopClass.VERIFICATION.value());
        assertThat(operations.get(0).getDuration("waited")).isPositive();
        assertThat(operations.get(0).getDuration("handled")).isPositive();
    }

    @Test
    void hasTheEndOfAnAssociationThatWasOpenBefore() throws Exception {
        recording.stop();
        try (ScriptedPeer peer = server.connect();
                Recording late = new Recording()) {
            peer.associate();
            ClientSession session = server.witness().opened();
            late.enable("org.pacsscp.Association");
            late.start();
            peer.release();
            server.witness().ended();
            late.stop();
            Path file = directory.resolve("late.jfr");
            late.dump(file);
            assertThat(RecordingFile.readAllEvents(file)).singleElement().satisfies(event -> {
                assertThat(event.getLong("association")).isEqualTo(session.id());
                assertThat(event.getDuration()).isZero();
                assertThat(event.getInstant("openedAt")).isBeforeOrEqualTo(event.getStartTime());
            });
        }
    }

    @Test
    void hasAnOperationThatWasNotAnswered() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            begun.countDown();
            told.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            begun.await();
            peer.send("<A-ABORT>").flush();
            server.witness().ended();
            told.countDown();
            TestServer.awaitNoWorkerAtWork();
        }
        RecordedEvent operation = only("Operation");
        assertThat(operation.getString("command")).isEqualTo("C-FIND-RQ");
        assertThat(operation.getString("status")).isEmpty();
        assertThat(only("Association").getString("end")).isEqualTo("ABORTED_BY_PEER");
    }

    @Test
    void tellsARequestThatWaitsForAThreadFromOneThatCameTooEarly() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            begun.countDown();
            told.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            begun.await();
            ClientSession session = server.witness().opened();
            peer.send(Dimse.findRequest(2) + Dimse.last(Dimse.FIND, "0304"));
            patiently().until(() -> session.counters().requestsReceived() == 2);
            told.countDown();
            peer.expect(Dimse.findResponse(1, 0x0000))
                    .expect(Dimse.findResponse(2, 0x0000))
                    .release();
            server.witness().ended();
        }
        assertThat(recorded("WorkerWait"))
                .extracting(event -> event.getInt("messageId"), event -> event.getBoolean("early"))
                .containsExactly(tuple(1, false), tuple(2, true));
    }

    @Test
    void hasASocketThatAWorkerWaitsFor() throws Exception {
        byte[] much = new byte[32 << 20];
        handler.does(action -> {
            action.dataSet().readAllBytes();
            return DimseStatus.SUCCESS.withDataSet(out -> out.write(much));
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            ClientSession session = server.witness().opened();
            TestServer.awaitWaitingWriter();
            peer.reset();
            server.witness().ended();
            TestServer.awaitNoWorkerAtWork();
            assertThat(recorded("WriteStall")).isNotEmpty().allSatisfy(stall -> {
                assertThat(stall.getBoolean("worker")).isTrue();
                assertThat(stall.getString("peer")).isEqualTo(FlightRecorder.text(session.remoteAddress()));
            });
        }
    }

    /** C-ECHO is answered by the loop, which waits for nobody: it stops reading from a peer that does not read. */
    @Test
    void hasASocketThatTheLoopCannotWriteTo() throws Exception {
        try (ScriptedPeer peer = server.connect()) {
            peer.associate();
            ClientSession session = server.witness().opened();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    String some = "<C-ECHO-RQ>".repeat(1_000);
                    while (session.end().isEmpty()) {
                        peer.send(some);
                    }
                } catch (IOException e) {
                    // The association is aborted when enough was sent.
                }
            });
            patiently().until(() -> hasUnsent(session));
            session.abort(AbortReason.SERVICE_USER);
            server.witness().ended();
            peer.reset();
            sending.join();
            server.server().stop(Duration.ZERO);
            // The peer's sockets take a little more now and then, so there may be several.
            assertThat(recorded("WriteStall")).isNotEmpty().noneMatch(stall -> stall.getBoolean("worker"));
        }
    }

    /** What is read and not answered stays so for several looks. */
    private static boolean hasUnsent(ClientSession session) {
        return Stream.generate(session::counters)
                .limit(3)
                .peek(any -> Thread.onSpinWait())
                .allMatch(counters -> counters.requestsReceived() > counters.responsesSent());
    }

    @Test
    void hasConnectionsThatWereRefused() throws Exception {
        server.server().policy(AssociationPolicy.callingAeTitles("NOBODY"));
        try (ScriptedPeer peer = server.connect()) {
            peer.send("<A-ASSOCIATE-RQ>").expectPdu("RJ(1,1,3)");
            server.witness().rejected();
        }
        try (ScriptedPeer peer = server.connect()) {
            peer.send("'GET / HTTP/1.1' 0D0A 0D0A").flush();
            server.witness().refused();
        }
        server.server().policy(AssociationPolicy.acceptAll());
        assertThat(recorded("Refusal")).hasSize(2);
        RecordedEvent rejected = recorded("Refusal").get(0);
        RecordedEvent refused = recorded("Refusal").get(1);
        assertSays(rejected, "reason", RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED.name());
        assertThat(rejected.getString("callingAeTitle")).isNotEmpty();
        assertThat(rejected.getString("peer")).startsWith("127.0.0.1:");
        assertThat(refused.getString("reason")).isEmpty();
        assertSays(refused, "explanation", "PDU type at offset 0");
    }

    @Test
    void hasWhatAClientAsks() throws Exception {
        try (Client client = Client.builder().aeTitle("MY_ROUTER").build();
                RequestedAssociation association = client.open(
                        AssociationProposal.to("127.0.0.1", server.server().port())
                                .calledAeTitle("PACS_SCP")
                                .context(SopClass.VERIFICATION)
                                .build())) {
            association
                    .begin(Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
                    .next();
            association.release(Duration.ofSeconds(10));
        }
        RecordedEvent invocation = only("Invocation");
        assertThat(invocation.getLong("association")).isPositive();
        assertThat(invocation.getInt("messageId")).isEqualTo(1);
        assertThat(invocation.getString("command")).isEqualTo("C-ECHO-RQ");
        assertSays(invocation, "sopClass", SopClass.VERIFICATION.value());
        assertThat(invocation.getString("status")).isEqualTo("0000H");
        assertThat(recorded("Association"))
                .filteredOn(event -> event.getBoolean("requestedByUs"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("callingAeTitle")).isEqualTo("MY_ROUTER");
                    assertThat(event.getString("end")).isEqualTo("RELEASED_BY_US");
                });
    }
}
