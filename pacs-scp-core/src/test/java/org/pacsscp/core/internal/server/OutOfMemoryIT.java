package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.support.Allocations;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Memory runs out wherever a peer can make the server take some: who has no association goes first, the rest is served. */
class OutOfMemoryIT {
    /** Makes the server take room for items too, which small requests do not. */
    private static final int DISTINCT_ITEMS = 1_000;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final AtomicInteger untilFailure = new AtomicInteger(Integer.MAX_VALUE);

    @Test
    void costsThosePeersFirstThatHaveNoAssociation() throws Exception {
        try (Server server = start();
                ScriptedPeer associated = connect(server).associate();
                ScriptedPeer waiting = connect(server);
                ScriptedPeer asking = connect(server)) {
            TestServer.patiently().until(() -> server.statistics().connectionsAccepted() == 3);
            untilFailure.set(1);
            asking.send("<A-ASSOCIATE-RQ>").expectEnd();
            waiting.expectEnd();
            associated.send("<C-ECHO-RQ>").expect("<0000H>").release();
            TestServer.assertEchoes(server);
            assertThat(server.state()).isEqualTo(Server.State.RUNNING);
            log.assertError("OutOfMemoryError");
        }
    }

    /** Each allocation of a whole association fails once; a peer beside it that has an association never notices. */
    @Test
    void costsAnAssociationAtMostWhereverItHappens() throws Exception {
        try (Server server = start();
                ScriptedPeer beside = connect(server).associate()) {
            int failing = 0;
            do {
                failing++;
                untilFailure.set(failing);
                associateAndEcho(server);
                boolean failed = untilFailure.getAndSet(Integer.MAX_VALUE) <= 0;
                beside.send("<C-ECHO-RQ>").expect("<0000H>");
                TestServer.echo(server);
                if (!failed) {
                    break;
                }
            } while (failing < 100);
            assertThat(failing).isBetween(4, 99);
            beside.release();
            TestServer.awaitNoSession(server);
            assertThat(server.state()).isEqualTo(Server.State.RUNNING);
            log.assertError("OutOfMemoryError");
        }
    }

    /** A peer must not wait for a response for which there was no memory. */
    @Test
    void costsTheAssociationWhoseResponseFindsNone() throws Exception {
        ActionHandler handler =
                ActionHandler.of(ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ), action -> {
                    untilFailure.set(1);
                    return DimseStatus.SUCCESS;
                });
        try (Server server = start(builder -> builder.handler(handler));
                ScriptedPeer peer = connect(server).associate()) {
            peer.send("<C-ECHO-RQ>").expect("<A0>").close();
            TestServer.awaitNoSession(server);
            log.assertError("the answer to C-ECHO-RQ 1 failed; the association is aborted");
        }
    }

    /** However far it gets. */
    private static void associateAndEcho(Server server) {
        try (ScriptedPeer peer = connect(server)) {
            peer.send(request())
                    .expect("<A-ASSOCIATE-AC>")
                    .send("<C-ECHO-RQ>")
                    .expect("<0000H>")
                    .release();
        } catch (IOException | AssertionError e) {
            assertThat(e).isNotNull();
        }
    }

    private static String request() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < DISTINCT_ITEMS; i++) {
            items.add("40 00 {2: '1.2.3." + i + "'}");
        }
        return Words.request("<application> <context> 20 00 {2: 03 00 00 00 30 00 {2: '1.2.3'} "
                + String.join(" ", items) + "} <user>");
    }

    private Server start() throws IOException {
        return start(builder -> builder);
    }

    private Server start(UnaryOperator<ServerBuilder> options) throws IOException {
        ServerConfig config = options.apply(TestServer.builder().loops(1)).toConfig();
        Resources resources = Allocations.of(() -> {
            if (untilFailure.get() != Integer.MAX_VALUE && untilFailure.decrementAndGet() == 0) {
                throw new OutOfMemoryError("on purpose");
            }
        });
        return Servers.start(config, resources);
    }

    private static ScriptedPeer connect(Server server) throws IOException {
        return Peers.connect(server.endpoints().get(0).address());
    }
}
