package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.Response;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Retrieve;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.script.Vocabulary;

/** Requests of the server on the peer's association: sub-operations of C-GET, and N-EVENT-REPORT. */
@ParameterizedClass
@EnumSource
class InvokeIT {
    private final Segmentation segmentation;
    private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
    private volatile LambdaHandler.Body body = action -> DimseStatus.SUCCESS;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(Retrieve.handler(this::serve))
            .limits(Limits.builder().maxOperations(4).build())
            .timeouts(Timeouts.builder().response(Duration.ofHours(1)).build()));

    InvokeIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    private Response serve(Action action) throws Exception {
        return body.handle(action);
    }

    /** Every byte of ours, counted by hand. */
    @Test
    void isTheGoldenSubOperation() throws Exception {
        body = action -> {
            outcomes.add(join(action.association().invoke(Retrieve.store(new byte[] {8, 0, 5, 0, 0, 0, 0, 0}))));
            return DimseStatus.SUCCESS;
        };

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer)
                    .send(Retrieve.getRequest(1))
                    .expect("""
                            04 00 0000006E                                        # P-DATA-TF, 4 + 106
                            0000006A 03 03                                        # context 3, last of a command, 2 + 104
                            0000 0000 04000000 5C000000                           # group length, 34 + 4 * 10 + 18
                            0000 0200 1A000000 '1.2.840.10008.5.1.4.1.1.7' 00     # affected SOP class UID
                            0000 0001 02000000 0100                               # command field C-STORE-RQ
                            0000 1001 02000000 0100                               # message id
                            0000 0007 02000000 0000                               # priority medium
                            0000 0008 02000000 0100                               # a data set follows: not 0101H
                            0000 0010 0A000000 '1.2.3.4.5' 00                     # affected SOP instance UID
                            04 00 0000000E
                            0000000A 03 02 0800050000000000
                            """)
                    .send(Dimse.storeResponse(1, 0xB000))
                    .expect(Retrieve.getResponse(1, 0x0000, ""))
                    .release();
        }
        ReceivedResponse response = (ReceivedResponse) Witness.next("outcome", outcomes);
        assertThat(response.status()).isEqualTo(DimseStatus.of(0xB000));
        assertThat(response.command().messageId()).isEqualTo(1);
        assertThat(response.dataSet().read()).isEqualTo(-1);
    }

    /** Registered before the answer, and sent after it: what storage commitment needs. */
    @Test
    void mayFollowTheAnswer() throws Exception {
        byte[] dataSet = Dimse.bytes(1_000);
        body = action -> {
            Association association = action.association();
            action.onAnswered(() -> association
                    .invoke(Retrieve.store(dataSet))
                    .whenComplete((response, cause) -> outcomes.add(response == null ? cause : response)));
            return DimseStatus.SUCCESS;
        };

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer)
                    .send(Retrieve.getRequest(1))
                    .expect(Retrieve.getResponse(1, 0x0000, ""))
                    .expect(Retrieve.storeRequest(1))
                    .expect(Dimse.dataSet(Dimse.STORAGE, dataSet, 0x4000 - 6))
                    .send(Dimse.storeResponse(1, 0x0000))
                    .release();
        }
        assertThat(Witness.next("outcome", outcomes)).isInstanceOf(ReceivedResponse.class);
    }

    @Test
    void mayFollowAnAnswerThatNobodyHears() throws Exception {
        body = action -> {
            Association association = action.association();
            action.onAnswered(() -> outcomes.add(association.end().isPresent()));
            outcomes.add("called");
            await().until(() -> association.end().isPresent());
            return DimseStatus.SUCCESS;
        };

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer).send(Retrieve.getRequest(1)).flush();
            assertThat(Witness.next("call", outcomes)).isEqualTo("called");
        }
        assertThat(Witness.next("outcome", outcomes)).isEqualTo(true);
    }

    @Test
    void isOneOfTheSubOperationsOfAGet() throws Exception {
        int many = 20;
        byte[] dataSet = Dimse.bytes(40_000);
        body = action -> {
            for (int i = 1; i <= many; i++) {
                join(action.association().invoke(Retrieve.store(dataSet)));
                action.sendPending(DimseStatus.PENDING.with(
                        CommandElements.none().subOperations(new SubOperations(many - i, i, 0, 0))));
            }
            return DimseStatus.SUCCESS.with(CommandElements.none().subOperations(new SubOperations(0, many, 0, 0)));
        };

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer).send(Retrieve.getRequest(1));
            for (int i = 1; i <= many; i++) {
                peer.expect(Retrieve.storeRequest(i))
                        .expect(Dimse.dataSet(Dimse.STORAGE, dataSet, 0x4000 - 6))
                        .send(Dimse.storeResponse(i, 0x0000))
                        .expect(Retrieve.getResponse(1, 0xFF00, count("2010", many - i) + counts(i)));
            }
            peer.expect(Retrieve.getResponse(1, 0x0000, counts(many))).release();
        }
    }

    private static String counts(int completed) {
        return count("2110", completed) + count("2210", 0) + count("2310", 0);
    }

    private static String count(String element, int count) {
        return "0000 " + element + " 02000000 " + Vocabulary.littleEndian(count);
    }

    @Test
    void isAnEventReportWhoseResponseHasADataSet() throws Exception {
        body = action -> {
            ReceivedResponse response = join(action.association().invoke(Retrieve.report()));
            assertThat(response.dataSet().transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            assertThat(response.dataSet().readAllBytes()).containsExactly(3, 4, 5, 6);
            assertThat(response.command().number(0x1002)).hasValue(2);
            return response.status();
        };

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer)
                    .send(Retrieve.getRequest(1))
                    .expect(Retrieve.reportRequest(1))
                    .send(Retrieve.reportResponse(1, 0xB123)
                            + Dimse.fragment(Retrieve.COMMITMENT, "0304")
                            + Dimse.last(Retrieve.COMMITMENT, "0506"))
                    .expect(Retrieve.getResponse(1, 0xB123, ""))
                    .release();
        }
    }

    /** As a storage commitment is told of, long after the N-ACTION that asked for it. */
    @Test
    void comesFromAnyThreadWhenNoOperationIsUnderWay() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer);
            ClientSession session = server.witness().opened();
            CompletableFuture<ReceivedResponse> response =
                    session.invoke(Retrieve.report()).toCompletableFuture();
            peer.expect(Retrieve.reportRequest(1))
                    .send("<C-ECHO-RQ 1>")
                    .expect("<C-ECHO-RSP 1 0000H>")
                    .send(Retrieve.reportResponse(1, 0x0000) + Dimse.last(Retrieve.COMMITMENT, ""))
                    .flush();
            assertThat(response.get().status()).isEqualTo(DimseStatus.SUCCESS);
            peer.release();
        }
    }

    @Test
    void passesOverPendingResponses() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer);
            ClientSession session = server.witness().opened();
            CompletableFuture<ReceivedResponse> response =
                    session.invoke(Retrieve.store(new byte[2])).toCompletableFuture();
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send(Dimse.storeResponse(1, 0xFF00) + Dimse.storeResponse(1, 0xFF01))
                    .send("<C-ECHO-RQ 1>")
                    .expect("<C-ECHO-RSP 1 0000H>");
            assertThat(response).isNotDone();
            peer.send(Dimse.storeResponse(1, 0xA700)).flush();
            assertThat(response.get().status()).isEqualTo(DimseStatus.of(0xA700));
            peer.release();
        }
    }

    /** PS3.7 D.3.3.3: without a window negotiated, one at a time. */
    @Test
    void waitsForTheOneBefore() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer);
            ClientSession session = server.witness().opened();
            CompletableFuture<ReceivedResponse> first =
                    session.invoke(Retrieve.store(new byte[2])).toCompletableFuture();
            FutureTask<ReceivedResponse> second = new FutureTask<>(() -> session.invoke(Retrieve.store(new byte[4]))
                    .toCompletableFuture()
                    .get());
            new Thread(second, "second-invocation").start();
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send("<C-ECHO-RQ 1>")
                    .expect("<C-ECHO-RSP 1 0000H>");
            assertThat(second.isDone()).isFalse();
            peer.send(Dimse.storeResponse(1, 0x0000))
                    .expect(Retrieve.storeRequest(2) + Dimse.last(Dimse.STORAGE, "00000000"))
                    .send(Dimse.storeResponse(2, 0x0001))
                    .flush();
            assertThat(first.get().status().code()).isEqualTo(0x0000);
            assertThat(second.get().status().code()).isEqualTo(0x0001);
            peer.release();
        }
    }

    @Test
    void isAnsweredInAnyOrderWithinTheWindow() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer, 3);
            ClientSession session = server.witness().opened();
            List<CompletableFuture<ReceivedResponse>> responses = new ArrayList<>();
            for (int id = 1; id <= 3; id++) {
                responses.add(session.invoke(Retrieve.store(new byte[2])).toCompletableFuture());
                peer.expect(Retrieve.storeRequest(id) + Dimse.last(Dimse.STORAGE, "0000"));
            }
            for (int id : new int[] {2, 3, 1}) {
                assertThat(responses.get(id - 1)).isNotDone();
                peer.send(Dimse.storeResponse(id, id)).flush();
                assertThat(responses.get(id - 1).get().status().code()).isEqualTo(id);
            }
            peer.release();
        }
    }

    /** A peer that sends requests though no window was negotiated, such as a keep-alive, still gets its instances. */
    @Test
    void isAnsweredBehindRequestsThatCameTooEarly() throws Exception {
        body = action -> {
            join(action.association().invoke(Retrieve.store(new byte[2])));
            return DimseStatus.SUCCESS;
        };
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer)
                    .send(Retrieve.getRequest(1))
                    .expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send(Retrieve.getRequest(2) + "<C-ECHO-RQ 3>")
                    .expect("<C-ECHO-RSP 3 0000H>")
                    .send(Dimse.storeResponse(1, 0x0000))
                    .expect(Retrieve.getResponse(1, 0x0000, ""))
                    .expect(Retrieve.storeRequest(2) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send(Dimse.storeResponse(2, 0x0000))
                    .expect(Retrieve.getResponse(2, 0x0000, ""))
                    .release();
        }
    }

    /** Otherwise it would go on the first, whatever its data set is encoded in. */
    @Test
    void mustSayWhichOfSeveralPresentationContexts() throws Exception {
        byte[] dataSet = new byte[2];
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associateWithTwo(peer);
            ClientSession session = server.witness().opened();
            CompletionStage<ReceivedResponse> ambiguous = session.invoke(Retrieve.store(dataSet));
            assertFails(ambiguous, InvocationException.Cause.AMBIGUOUS_PRESENTATION_CONTEXT);
            assertThat(ambiguous.toCompletableFuture())
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("3 with transfer syntax " + TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                    .withMessageContaining("9 with transfer syntax " + TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                    .withMessageContaining("Invocation.transferSyntax");

            var answered =
                    session.invoke(Retrieve.store(dataSet).transferSyntax(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
            peer.expect(Retrieve.storeRequest(1).replace("{4: 03 03", "{4: 09 03") + Dimse.last(9, "0000"))
                    .send(Dimse.storeResponse(1, 0).replace("{4: 03 03", "{4: 09 03"))
                    .flush();
            assertThat(join(answered).status()).isEqualTo(DimseStatus.SUCCESS);
            peer.release();
        }
    }

    @Test
    void isRefusedWithoutAFittingPresentationContext() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer);
            ClientSession session = server.witness().opened();
            // Not proposed, without the role, and in another transfer syntax.
            assertFails(
                    session.invoke(Invocation.of(Uid.of("1.2.3"), CommandField.C_STORE_RQ)),
                    InvocationException.Cause.NO_PRESENTATION_CONTEXT);
            assertFails(
                    session.invoke(Invocation.of(Retrieve.GET_UID, CommandField.C_GET_RQ)),
                    InvocationException.Cause.NO_PRESENTATION_CONTEXT);
            assertFails(
                    session.invoke(
                            Retrieve.store(new byte[2]).transferSyntax(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
                    InvocationException.Cause.NO_PRESENTATION_CONTEXT);
            peer.release();
        }
    }

    @Test
    void isNotAnsweredByWhatNobodyAsked() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer);
            CompletableFuture<ReceivedResponse> response = server.witness()
                    .opened()
                    .invoke(Retrieve.store(new byte[2]))
                    .toCompletableFuture();
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send(Dimse.storeResponse(2, 0x0000))
                    .expect("<A0>")
                    .finish();
            assertFails(response, InvocationException.Cause.ASSOCIATION_ENDED);
        }
    }

    /** A response is done with when it has come: another of the same id answers nothing. */
    @Test
    void isNotAnsweredTwice() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer);
            CompletableFuture<ReceivedResponse> response = server.witness()
                    .opened()
                    .invoke(Retrieve.store(new byte[2]))
                    .toCompletableFuture();
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send(Dimse.storeResponse(1, 0x0000) + Dimse.storeResponse(1, 0x0000))
                    .expect("<A0>")
                    .finish();
            assertThat(response.get().status()).isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void isAbortedForAResponseThatIsTooLong() throws Exception {
        byte[] tooLong = Dimse.bytes((1 << 20) + 1);
        try (ScriptedPeer peer = server.connect()) {
            Retrieve.associate(peer);
            CompletableFuture<ReceivedResponse> response =
                    server.witness().opened().invoke(Retrieve.report()).toCompletableFuture();
            peer.expect(Retrieve.reportRequest(1))
                    .send(Retrieve.reportResponse(1, 0x0000))
                    .send(Dimse.dataSet(Retrieve.COMMITMENT, tooLong, 60_000))
                    .expect("<A2/6>")
                    .finish();
            assertFails(response, InvocationException.Cause.ASSOCIATION_ENDED);
        }
    }

    @Test
    void isAbortedIfItsDataSetCannotBeWritten() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Retrieve.associate(peer);
            CompletableFuture<ReceivedResponse> response = server.witness()
                    .opened()
                    .invoke(Retrieve.store(new byte[0]).dataSet(out -> {
                        out.write(1);
                        throw new IOException("on purpose");
                    }))
                    .toCompletableFuture();
            peer.expect(Retrieve.storeRequest(1) + "<A0>").finish();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(response::get)
                    .withCauseInstanceOf(IOException.class)
                    .withMessageContaining("on purpose");
        }
        assertThat(server.witness().ended().detail()).contains("on purpose");
    }

    static ReceivedResponse join(CompletionStage<ReceivedResponse> stage) {
        return stage.toCompletableFuture().join();
    }

    static void assertFails(CompletionStage<ReceivedResponse> response, InvocationException.Cause cause) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> response.toCompletableFuture().get())
                .satisfies(e -> assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                InvocationException.class,
                                why -> assertThat(why.reason()).isEqualTo(cause)));
    }
}
