package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.Server;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.Breaking;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.Retrieve;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Requests of the server that the peer leaves unanswered. */
class InvokeUnansweredIT {
    private static final Duration SHORT = Duration.ofMillis(300);

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final Witness witness = new Witness();

    private Server start(Timeouts.Builder timeouts) throws IOException {
        return TestServer.builder()
                .handler(Retrieve.handler(action -> DimseStatus.SUCCESS))
                .limits(Limits.builder().maxOperations(2).build())
                .timeouts(timeouts.drain(Duration.ZERO).build())
                .listener(witness)
                .build()
                .start();
    }

    private static ScriptedPeer connect(Server server) throws IOException {
        return Peers.connect(server.endpoints().get(0).address());
    }

    @Test
    void timeOutAndALateAnswerIsIgnored() throws Exception {
        try (Server server = start(Timeouts.builder().response(SHORT));
                ScriptedPeer peer = connect(server)) {
            Retrieve.associate(peer);
            ClientSession session = witness.opened();
            CompletionStage<ReceivedResponse> first = session.invoke(Retrieve.store(new byte[2]));
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"));
            InvokeIT.assertFails(first, InvocationException.Cause.TIMED_OUT);

            peer.send(Dimse.storeResponse(1, 0x0000)).send("<C-ECHO-RQ 1>").expect("<C-ECHO-RSP 1 0000H>");
            CompletableFuture<ReceivedResponse> second =
                    session.invoke(Retrieve.store(new byte[2])).toCompletableFuture();
            peer.expect(Retrieve.storeRequest(2) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send(Dimse.storeResponse(2, 0x0000));
            assertThat(second.get().status()).isEqualTo(DimseStatus.SUCCESS);
            peer.release();
        }
    }

    /** Its place in the window is taken until the peer answers, and its message id with it. */
    @Test
    void timeOutTheNextToo() throws Exception {
        try (Server server = start(Timeouts.builder().response(SHORT));
                ScriptedPeer peer = connect(server)) {
            Retrieve.associate(peer);
            ClientSession session = witness.opened();
            CompletionStage<ReceivedResponse> first = session.invoke(Retrieve.store(new byte[2]));
            CompletionStage<ReceivedResponse> second = session.invoke(Retrieve.store(new byte[2]));
            InvokeIT.assertFails(first, InvocationException.Cause.TIMED_OUT);
            InvokeIT.assertFails(second, InvocationException.Cause.TIMED_OUT);

            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .release();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPERATION_DEADLINE")
    void failWhenTheAssociationEnds(Breaking breaking) throws Exception {
        try (Server server = start(breaking.timeouts());
                ScriptedPeer peer = connect(server)) {
            Retrieve.associate(peer, 2);
            ClientSession session = witness.opened();
            CompletionStage<ReceivedResponse> first = session.invoke(Retrieve.store(new byte[2]));
            CompletionStage<ReceivedResponse> second = session.invoke(Retrieve.store(new byte[2]));
            CompletableFuture<CompletionStage<ReceivedResponse>> third =
                    CompletableFuture.supplyAsync(() -> session.invoke(Retrieve.store(new byte[2])));
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .expect(Retrieve.storeRequest(2) + Dimse.last(Dimse.STORAGE, "0000"));
            breaking.happen(peer, server, session);

            InvokeIT.assertFails(first, InvocationException.Cause.ASSOCIATION_ENDED);
            InvokeIT.assertFails(second, InvocationException.Cause.ASSOCIATION_ENDED);
            InvokeIT.assertFails(third.get(), InvocationException.Cause.ASSOCIATION_ENDED);
            breaking.leave(peer);
            InvokeIT.assertFails(
                    session.invoke(Retrieve.store(new byte[2])), InvocationException.Cause.ASSOCIATION_ENDED);
            Breaking.assertHealthy(server);
        }
    }

    /** Who releases an association does not answer any more (PS3.8 7.2). */
    @Test
    void failWhenThePeerReleases() throws Exception {
        try (Server server = start(Timeouts.builder());
                ScriptedPeer peer = connect(server)) {
            Retrieve.associate(peer);
            CompletionStage<ReceivedResponse> response = witness.opened().invoke(Retrieve.store(new byte[2]));
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"))
                    .release();
            InvokeIT.assertFails(response, InvocationException.Cause.ASSOCIATION_ENDED);
        }
    }

    /** However far the request has come when the association ends. */
    @RepeatedTest(20)
    void failWhenTheAssociationEndsWhileTheyAreSent() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Invocation endless = Retrieve.store(new byte[0]).dataSet(out -> {
            while (true) {
                out.write(new byte[10_000]);
                begun.countDown();
            }
        });
        try (Server server = start(Timeouts.builder());
                ScriptedPeer peer = connect(server)) {
            Retrieve.associate(peer);
            ClientSession session = witness.opened();
            CompletableFuture<CompletionStage<ReceivedResponse>> response =
                    CompletableFuture.supplyAsync(() -> session.invoke(endless));
            begun.await();
            Breaking.ABORT_OF_THE_APPLICATION.happen(peer, server, session);
            Breaking.ABORT_OF_THE_APPLICATION.leaveAfterData(peer);
            InvokeIT.assertFails(response.get(), InvocationException.Cause.ASSOCIATION_ENDED);
        }
    }

    @Test
    void failWhenAPeerIsLostThatDoesNotRead() throws Exception {
        try (Server server = start(Timeouts.builder());
                ScriptedPeer peer = connect(server)) {
            Retrieve.associate(peer);
            ClientSession session = witness.opened();
            CompletableFuture<CompletionStage<ReceivedResponse>> response =
                    CompletableFuture.supplyAsync(() -> session.invoke(Retrieve.store(new byte[20 << 20])));
            TestServer.awaitWaitingWriter();
            peer.reset();
            InvokeIT.assertFails(response.get(), InvocationException.Cause.ASSOCIATION_ENDED);
        }
    }
}
