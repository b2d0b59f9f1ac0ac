package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** A handler that takes its time, and a peer that does: what cannot be used yet waits in the socket. */
class SlowHandlerIT {
    /** More than the buffers of two sockets hold. */
    private static final int MUCH = 32 << 20;

    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    @AfterEach
    void letGo() {
        told.countDown();
    }

    /** The engine reads no further ahead than a buffer. */
    @Test
    void leavesTheDataSetInTheSocketWhileItDoesNotRead() throws Exception {
        byte[] bytes = Dimse.bytes(MUCH);
        handler.does(action -> {
            assertThat(action.dataSet().readNBytes(100)).isEqualTo(Arrays.copyOf(bytes, 100));
            begun.countDown();
            told.await();
            assertThat(action.dataSet().readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 100, MUCH));
            return DimseStatus.SUCCESS;
        });

        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(Dimse.storeRequest(1));
            ClientSession session = server.witness().opened();
            byte[] fragments = Dimse.dataSet(Dimse.STORAGE, bytes, 16_378);
            CompletableFuture<Void> sending = sending(peer, fragments);
            begun.await();
            TestServer.echo(server.server());
            assertThat(sending).isNotDone();
            assertThat(session.counters().bytesReceived()).isLessThan(1 << 18);
            told.countDown();
            peer.expect(Dimse.storeResponse(1, 0x0000));
            sending.join();
            peer.release();
        }
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
    }

    private static CompletableFuture<Void> sending(ScriptedPeer peer, byte[] bytes) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        peer.send(bytes);
                        sent.complete(null);
                    } catch (IOException e) {
                        sent.completeExceptionally(e);
                    }
                })
                .start();
        return sent;
    }
}
