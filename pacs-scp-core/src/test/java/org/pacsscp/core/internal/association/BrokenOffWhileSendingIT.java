package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.Breaking;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Associations that end while a worker sends: it is free again, and what has reached the peer is whole. */
class BrokenOffWhileSendingIT {
    private final Witness witness = new Witness();

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    /** The peer has read nothing for so long that the worker waits for it. */
    @ParameterizedTest
    @EnumSource
    void freesAWorkerThatWaitsForThePeer(Breaking breaking) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        ScriptedHandler handler = ScriptedHandler.create();
        handler.does(action -> sendOnAndOn(action, begun));
        try (Server server = TestServer.builder()
                .handler(handler)
                .listener(witness)
                .timeouts(breaking.timeouts().build())
                .build()
                .start()) {
            try (ScriptedPeer peer = Peers.connect(server.endpoints().get(0).address())) {
                Dimse.associate(peer).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""));
                begun.await();
                TestServer.awaitWaitingWriter();
                breaking.happen(peer, server, witness.opened());
                breaking.leaveAfterData(peer);
                assertThat(witness.ended().kind()).isEqualTo(breaking.kind());
            }
            assertThat(handler.outcome()).isInstanceOf(PeerGoneException.class);
            Breaking.assertHealthy(server);
        }
    }

    private static DimseStatus sendOnAndOn(Action action, CountDownLatch begun) throws IOException {
        assertThat(action.dataSet().read()).isEqualTo(-1);
        while (true) {
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(new byte[100_000])));
            begun.countDown();
        }
    }

    /** Nor does it send on, while the peer reads without pause, after the A-ABORT. */
    @RepeatedTest(20)
    void letsNothingFollowTheAbort() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        ScriptedHandler handler = ScriptedHandler.create();
        handler.does(action -> sendOnAndOn(action, begun));
        try (Server server = TestServer.builder()
                        .handler(handler)
                        .listener(witness)
                        .build()
                        .start();
                ScriptedPeer peer = Peers.connect(server.endpoints().get(0).address())) {
            Dimse.associate(peer, 106, "", "").send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""));
            begun.await();
            Breaking.ABORT_OF_THE_APPLICATION.happen(peer, server, witness.opened());
            Breaking.ABORT_OF_THE_APPLICATION.leaveAfterData(peer);
            assertThat(handler.outcome()).isInstanceOf(PeerGoneException.class);
        }
    }
}
