package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** What a server says that it holds; that nothing is left afterwards, every test of a server asks. */
class LoadIT {
    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch told = new CountDownLatch(1);
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private volatile boolean holding;

    @RegisterExtension
    private final TestServer server =
            TestServer.with(builder -> builder.handler(handler).executor(task -> {
                if (holding) {
                    held.add(task);
                } else {
                    start(task);
                }
            }));

    private static void start(Runnable task) {
        new Thread(task, "load-test").start();
    }

    @AfterEach
    void letGo() {
        told.countDown();
    }

    private void awaitLoad(int operations, int waiting, long data) {
        patiently()
                .untilAsserted(() -> assertThat(server.server().load())
                        .extracting(Server.Load::operations, Server.Load::waitingOperations, Server.Load::dataInMemory)
                        .containsExactly(operations, waiting, data));
    }

    private static String find(int id) {
        return Dimse.findRequest(id) + Dimse.last(Dimse.FIND, "0102");
    }

    @Test
    void countsOperationsAndWhatTheyHold() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            told.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(find(1));
            awaitLoad(1, 0, 2);
            told.countDown();
            peer.expect(Dimse.findResponse(1, 0x0000)).release();
        }
    }

    @Test
    void countsWhatWaitsForAThread() throws Exception {
        handler.does(action -> DimseStatus.SUCCESS);
        holding = true;
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(find(1));
            awaitLoad(0, 1, 0);
            holding = false;
            start(held.remove());
            peer.expect(Dimse.findResponse(1, 0x0000)).release();
        }
    }

    /** The association ends before any of them had its turn. */
    @Test
    void forgetsWhatWaitedForItsTurn() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            told.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(find(1) + find(2) + find(3));
            patiently().until(() -> server.server().load().waitingOperations() == 2);
            peer.send("<A-ABORT>").flush();
            server.witness().ended();
            assertThat(server.server().load().waitingOperations()).isZero();
        }
    }

    @Test
    void countsConnectionsWithoutAnAssociation() throws Exception {
        try (ScriptedPeer peer = server.connect()) {
            patiently().until(() -> server.server().load().pendingConnections() == 1);
            peer.associate();
            assertThat(server.server().load().pendingConnections()).isZero();
            peer.release();
        }
    }
}
