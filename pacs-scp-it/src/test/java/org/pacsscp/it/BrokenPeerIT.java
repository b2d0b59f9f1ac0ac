package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.api.Uid;

/**
 * Peers that abort, die, fall silent or release where they must not, while a handler works and in the middle of a data
 * set: the handler is told, its worker is free afterwards and the server serves the next peer.
 */
class BrokenPeerIT {
    private static final byte[] SOME_DATA = new byte[10_000];
    private static final byte[] QUERY = "\b\0R\0\6\0\0\0STUDY ".getBytes(StandardCharsets.US_ASCII);
    private final WatchedWork work = new WatchedWork();

    /** How a peer goes. */
    enum Departure {
        ABORT(SessionEnd.Kind.ABORTED_BY_PEER, DataSetException.Cause.ABORTED) {
            @Override
            void of(RawPeer peer) throws IOException {
                peer.sendAbort();
            }
        },
        CLOSE(SessionEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST) {
            @Override
            void of(RawPeer peer) throws IOException {
                peer.close();
            }
        },
        RESET(SessionEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST) {
            @Override
            void of(RawPeer peer) throws IOException {
                peer.reset();
            }
        };

        private final SessionEnd.Kind kind;
        private final DataSetException.Cause cause;

        Departure(SessionEnd.Kind kind, DataSetException.Cause cause) {
            this.kind = kind;
            this.cause = cause;
        }

        abstract void of(RawPeer peer) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void cancelsTheActionOfAPeerThatGoes(Departure departure) throws Exception {
        WorkerHandler handler = work.finder();
        try (InProcessServer server = InProcessServer.start(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            query(peer);
            work.awaitBegin();
            departure.of(peer);
            work.awaitCancelled();
            assertThat(server.awaitEnd().kind()).isEqualTo(departure.kind);
            server.assertFreeAndHealthy(handler);
        }
    }

    @ParameterizedTest
    @EnumSource
    void breaksTheDataSetOfAPeerThatGoes(Departure departure) throws Exception {
        WorkerHandler handler = work.storage();
        try (InProcessServer server = InProcessServer.start(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            beginToStore(peer);
            work.awaitBegin();
            work.letReadOn();
            departure.of(peer);
            work.awaitBroken(departure.cause);
            assertThat(server.awaitEnd().kind()).isEqualTo(departure.kind);
            server.assertFreeAndHealthy(handler);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsTheSubOperationOfAPeerThatGoes(Departure departure) throws Exception {
        WorkerHandler handler = work.getter();
        try (InProcessServer server = InProcessServer.start(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            beginToGet(peer);
            departure.of(peer);
            work.awaitUnanswered(InvocationException.Cause.ASSOCIATION_ENDED);
            assertThat(server.awaitEnd().kind()).isEqualTo(departure.kind);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void finishesARetrievalWhosePeerReleasesInsteadOfAnswering() throws Exception {
        WorkerHandler handler = work.getter();
        try (InProcessServer server = InProcessServer.start(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            beginToGet(peer);
            peer.sendReleaseRequest();
            assertThat(peer.receive().number(0x0900)).isEqualTo(0xA702);
            assertThat(peer.receive().type()).isEqualTo(RawPeer.Pdu.RELEASE_RP);
            work.awaitUnanswered(InvocationException.Cause.ASSOCIATION_ENDED);
            assertThat(server.awaitEnd().kind()).isEqualTo(SessionEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void abortsAReleaseInTheMiddleOfADataSetWithinASecond() throws Exception {
        WorkerHandler handler = work.storage();
        try (InProcessServer server = InProcessServer.start(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            beginToStore(peer);
            work.awaitBegin();
            work.letReadOn();
            peer.patience(1000);
            peer.sendReleaseRequest();
            RawPeer.Pdu answer = peer.receive();
            assertThat(answer.type()).isEqualTo(RawPeer.Pdu.ABORT);
            assertThat(answer.code()).isEqualTo("0,2,2");
            work.awaitBroken(DataSetException.Cause.MALFORMED);
            assertThat(server.awaitEnd().kind()).isEqualTo(SessionEnd.Kind.PROTOCOL_ERROR);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void abortsAPeerThatFallsSilentInTheMiddleOfADataSet() throws Exception {
        WorkerHandler handler = work.storage();
        try (InProcessServer server = InProcessServer.startImpatient(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            beginToStore(peer);
            work.letReadOn();
            // The header of another P-DATA-TF, then nothing.
            peer.sendBytes((byte) 0x04, (byte) 0, (byte) 0, (byte) 0);
            RawPeer.Pdu answer = peer.receive();
            assertThat(answer.type()).isEqualTo(RawPeer.Pdu.ABORT);
            assertThat(answer.code()).isEqualTo("0,0,0");
            work.awaitBroken(DataSetException.Cause.TIMED_OUT);
            assertThat(server.awaitEnd().kind()).isEqualTo(SessionEnd.Kind.TIMED_OUT);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void abortsAPeerThatFallsSilentBetweenMessages() throws Exception {
        WorkerHandler handler = new WorkerHandler(
                action -> DimseStatus.SUCCESS, ServiceCapability.performer(WatchedWork.FIND, CommandField.C_FIND_RQ));
        try (InProcessServer server = InProcessServer.startImpatient(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            query(peer);
            assertThat(peer.receive().number(0x0900)).isZero();
            assertThat(peer.receive().type()).isEqualTo(RawPeer.Pdu.ABORT);
            assertThat(server.awaitEnd().kind()).isEqualTo(SessionEnd.Kind.TIMED_OUT);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void leavesAPeerInPeaceWhileAHandlerIgnoresItsDataSet() throws Exception {
        WorkerHandler handler = new WorkerHandler(
                action -> {
                    CountDownLatch cancelled = new CountDownLatch(1);
                    action.onCancel(cancelled::countDown);
                    return cancelled.await(5, TimeUnit.SECONDS) ? DimseStatus.CANCEL : DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(WatchedWork.FIND, CommandField.C_FIND_RQ));
        try (InProcessServer server = InProcessServer.startImpatient(handler);
                RawPeer peer = RawPeer.connect(server.port())) {
            query(peer);
            assertThat(peer.receive().number(0x0900)).isZero();
            peer.sendReleaseRequest();
            assertThat(peer.receive().type()).isEqualTo(RawPeer.Pdu.RELEASE_RP);
            server.assertFreeAndHealthy(handler);
        }
    }

    private static void query(RawPeer peer) throws IOException {
        associate(peer, presentationContext(1, WatchedWork.FIND));
        request(peer, WatchedWork.FIND, CommandField.C_FIND_RQ);
        peer.sendData(1, true, QUERY);
    }

    private static void beginToStore(RawPeer peer) throws IOException {
        associate(peer, presentationContext(1, ServedInstances.CT));
        request(peer, ServedInstances.CT, CommandField.C_STORE_RQ);
        peer.sendData(1, false, SOME_DATA);
    }

    /** Has the server wait for the answer to its C-STORE-RQ. */
    private static void beginToGet(RawPeer peer) throws IOException {
        byte[] contexts =
                WireBytes.join(presentationContext(1, WatchedWork.GET), presentationContext(3, ServedInstances.CT));
        associate(peer, contexts, WireBytes.scpRole(ServedInstances.CT.value()));
        request(peer, WatchedWork.GET, CommandField.C_GET_RQ);
        peer.sendData(1, true, QUERY);
        assertThat(peer.receive().number(0x0100)).isEqualTo(CommandField.C_STORE_RQ.code());
        assertThat(peer.receive().isLastFragment()).isTrue();
    }

    private static void associate(RawPeer peer, byte[] contexts, byte... roles) throws IOException {
        assertThat(peer.associate(contexts, roles).type()).isEqualTo(RawPeer.Pdu.ASSOCIATE_AC);
    }

    private static byte[] presentationContext(int id, Uid sopClass) {
        return WireBytes.presentationContext(id, sopClass.value(), Uid.IMPLICIT_VR_LITTLE_ENDIAN.value());
    }

    /** Sends a request on context 1 with message id 1; its data set follows. */
    private static void request(RawPeer peer, Uid sopClass, CommandField command) throws IOException {
        peer.sendCommand(
                1,
                WireBytes.uid(0x0002, sopClass.value()),
                WireBytes.number(0x0100, command.code()),
                WireBytes.number(0x0110, 1),
                WireBytes.number(0x0700, 0),
                WireBytes.number(0x0800, WireBytes.DATA_SET));
    }
}
