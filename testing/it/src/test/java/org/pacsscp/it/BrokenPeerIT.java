package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/**
 * Peers that abort, die, fall silent or release where they must not, while a handler works and in the middle of a data
 * set: the handler is told, its worker is free afterwards and the server serves the next peer.
 */
class BrokenPeerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] SOME_DATA = new byte[10_000];
    private static final byte[] QUERY = "\b\0R\0\6\0\0\0STUDY ".getBytes(StandardCharsets.US_ASCII);
    private final WatchedWork work = new WatchedWork();

    /** How a peer goes. */
    enum Departure {
        ABORT(AssociationEnd.Kind.ABORTED_BY_PEER, DataSetException.Cause.ABORTED) {
            @Override
            void of(Requestor peer) throws IOException {
                peer.send(Pdus.abort(0, 0));
            }
        },
        CLOSE(AssociationEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST) {
            @Override
            void of(Requestor peer) throws IOException {
                peer.close();
            }
        },
        RESET(AssociationEnd.Kind.CONNECTION_LOST, DataSetException.Cause.PEER_LOST) {
            @Override
            void of(Requestor peer) throws IOException {
                peer.reset();
            }
        };

        private final AssociationEnd.Kind kind;
        private final DataSetException.Cause cause;

        Departure(AssociationEnd.Kind kind, DataSetException.Cause cause) {
            this.kind = kind;
            this.cause = cause;
        }

        abstract void of(Requestor peer) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void cancelsTheActionOfAPeerThatGoes(Departure departure) throws Exception {
        WorkerHandler handler = work.finder();
        try (InProcessServer server = InProcessServer.start(handler);
                Requestor peer = query(server)) {
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
                Requestor peer = beginToStore(server)) {
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
                Requestor peer = beginToGet(server)) {
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
                Requestor peer = beginToGet(server)) {
            peer.send(Pdus.releaseRq());
            assertThat(peer.response(1).status().code()).isEqualTo(0xA702);
            assertThat(peer.hear().word()).isEqualTo("RP");
            work.awaitUnanswered(InvocationException.Cause.ASSOCIATION_ENDED);
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void abortsAReleaseInTheMiddleOfADataSetWithinASecond() throws Exception {
        WorkerHandler handler = work.storage();
        try (InProcessServer server = InProcessServer.start(handler);
                Requestor peer = beginToStore(server, Duration.ofSeconds(1))) {
            work.awaitBegin();
            work.letReadOn();
            peer.send(Pdus.releaseRq());
            assertThat(peer.hear().word()).isEqualTo("A2/2");
            work.awaitBroken(DataSetException.Cause.MALFORMED);
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void abortsAPeerThatFallsSilentInTheMiddleOfADataSet() throws Exception {
        WorkerHandler handler = work.storage();
        try (InProcessServer server = InProcessServer.startImpatient(handler);
                Requestor peer = beginToStore(server)) {
            work.letReadOn();
            // The header of another P-DATA-TF, then nothing.
            peer.send(new byte[] {0x04, 0, 0, 0});
            assertThat(peer.hear().word()).isEqualTo("A0");
            work.awaitBroken(DataSetException.Cause.TIMED_OUT);
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void abortsAPeerThatFallsSilentBetweenMessages() throws Exception {
        WorkerHandler handler = new WorkerHandler(
                action -> DimseStatus.SUCCESS, ServiceCapability.performer(WatchedWork.FIND, CommandField.C_FIND_RQ));
        try (InProcessServer server = InProcessServer.startImpatient(handler);
                Requestor peer = query(server)) {
            assertThat(peer.response(1).status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(peer.hear())
                    .isInstanceOfSatisfying(
                            Pdu.class, pdu -> assertThat(pdu.type()).isEqualTo(Pdus.ABORT));
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
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
                Requestor peer = query(server)) {
            assertThat(peer.response(1).status()).isEqualTo(DimseStatus.SUCCESS);
            peer.send(Pdus.releaseRq());
            assertThat(peer.hear().word()).isEqualTo("RP");
            server.assertFreeAndHealthy(handler);
        }
    }

    private static Requestor query(InProcessServer server) throws IOException {
        Requestor peer = open(server, proposal().context(WatchedWork.FIND));
        request(peer, WatchedWork.FIND, CommandField.C_FIND_RQ);
        peer.send(Pdus.pData(Pdus.pdv(1, Pdus.LAST_DATA, QUERY)));
        return peer;
    }

    private static Requestor beginToStore(InProcessServer server) throws IOException {
        return beginToStore(server, PATIENCE);
    }

    private static Requestor beginToStore(InProcessServer server, Duration patience) throws IOException {
        Requestor peer = open(server, proposal().context(ServedInstances.CT).patience(patience));
        request(peer, ServedInstances.CT, CommandField.C_STORE_RQ);
        peer.send(Pdus.pData(Pdus.pdv(1, Pdus.DATA, SOME_DATA)));
        return peer;
    }

    /** Has the server wait for the answer to its C-STORE-RQ. */
    private static Requestor beginToGet(InProcessServer server) throws IOException {
        Requestor peer = open(
                server,
                proposal().context(WatchedWork.GET).context(ServedInstances.CT).role(ServedInstances.CT, false, true));
        request(peer, WatchedWork.GET, CommandField.C_GET_RQ);
        peer.send(Pdus.pData(Pdus.pdv(1, Pdus.LAST_DATA, QUERY)));
        assertThat(peer.hearMessage().command().commandField()).contains(CommandField.C_STORE_RQ);
        return peer;
    }

    private static Proposal proposal() {
        return Proposal.to(InProcessServer.AE_TITLE);
    }

    private static Requestor open(InProcessServer server, Proposal proposal) throws IOException {
        return proposal.open(InProcessServer.HOST, server.port());
    }

    /** Sends a request on context 1 with message id 1; its data set follows. */
    private static void request(Requestor peer, Uid sopClass, CommandField command) throws IOException {
        peer.send(
                1,
                Commands.command(
                        Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, sopClass.value()),
                        Commands.number(Commands.COMMAND_FIELD, command.code()),
                        Commands.number(Commands.MESSAGE_ID, 1),
                        Commands.number(Commands.PRIORITY, 0),
                        Commands.number(Commands.DATA_SET_TYPE, Commands.WITH_DATA_SET)),
                Optional.empty());
    }
}
