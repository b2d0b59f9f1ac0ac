package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.ul.Event.*;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.server.Servers;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.ul.AssociationModel;
import org.pacsscp.core.internal.ul.Effect;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.Side;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * Random conversations of a peer with a server, beside {@link AssociationModel}: whatever the peer sends in whatever order, it
 * hears what the model says, and the application is told of the end that the model has seen. The clock stands still until
 * a test turns it.
 */
class StateWalkIT {
    private static final int WALKS = Integer.getInteger("pacsscp.state.sessions", 500);
    private static final long SEED = Long.getLong("pacsscp.state.seed", 8);
    private static final int LONGEST = 8;
    private static final int TOGETHER = 25;
    private static final String WRONG_VERSION =
            "01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context> <user>}";

    /** What a peer can do; nothing follows on the last two. */
    private static final List<Event> PEERS_EVENTS = List.of(
            EVT_3_ASSOCIATE_AC_RECEIVED,
            EVT_4_ASSOCIATE_RJ_RECEIVED,
            EVT_6_ASSOCIATE_RQ_RECEIVED,
            EVT_10_P_DATA_TF_RECEIVED,
            EVT_12_RELEASE_RQ_RECEIVED,
            EVT_13_RELEASE_RP_RECEIVED,
            EVT_16_ABORT_RECEIVED,
            EVT_19_INVALID_PDU_RECEIVED,
            EVT_15_ABORT_REQUEST,
            EVT_18_ARTIM_EXPIRED,
            EVT_17_TRANSPORT_CLOSED);

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final Witness witness = new Witness();
    private final FakeTime time = new FakeTime();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private Server server = start();

    private Server start() {
        ServerConfig config = TestServer.builder().loops(1).listener(witness).toConfig();
        try {
            return Servers.start(config, time);
        } catch (IOException e) {
            throw new IllegalStateException("no server for this test", e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @Test
    void theServerAnswersAsTheModel() throws Exception {
        for (int i = 0; i < WALKS; i++) {
            try (Walk walk = new Walk()) {
                if (random.nextInt(4) != 0) {
                    walk.cause(EVT_6_ASSOCIATE_RQ_RECEIVED);
                }
                walk.goOn(true);
            }
        }
        TestServer.assertEchoes(server);
    }

    /** Only a server that stops asks for the release, of all associations that are at rest. */
    @Test
    void theServerThatAsksForTheReleaseAnswersAsTheModel() throws Exception {
        for (int i = 0; i < WALKS; i += TOGETHER) {
            List<Walk> walks = new ArrayList<>();
            while (walks.size() < TOGETHER) {
                walks.add(new Walk().associate());
            }
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> server.stop(Duration.ofHours(1)));
            TestServer.patiently().until(() -> server.state() == Server.State.DRAINING);
            beRejected();
            time.advance(Duration.ofSeconds(1));
            beRejected();
            for (Walk walk : walks) {
                walk.isAskedForTheRelease();
                walk.goOn(false);
                walk.close();
            }
            stopped.join();
            server.start();
        }
    }

    private void elapse(Duration duration) throws Exception {
        echo();
        time.advance(duration);
        echo();
    }

    private void echo() throws Exception {
        TestServer.echo(server);
        witness.opened();
    }

    private void beRejected() throws IOException {
        try (ScriptedPeer late = Peers.connect(server.endpoints().get(0).address())) {
            late.send("<A-ASSOCIATE-RQ>").expect("<RJ(2,3,1)>").finish();
        }
    }

    /** A peer and its model. */
    private final class Walk implements AutoCloseable {
        private final AssociationModel model = new AssociationModel(Side.ACCEPTOR);
        private final List<Event> path = new ArrayList<>();
        private final ScriptedPeer peer;
        private @Nullable ClientSession session;
        private AssociationEnd.@Nullable Kind end;
        private boolean weAskedForRelease;
        private boolean framingLost;

        Walk() throws Exception {
            peer = Peers.connect(
                    server.endpoints().get(0).address(),
                    random.nextInt(8) == 0 ? Segmentation.BYTE_BY_BYTE : Segmentation.AS_WRITTEN);
            happen(EVT_5_TRANSPORT_CONNECTION, true);
        }

        Walk associate() throws Exception {
            peer.send("<A-ASSOCIATE-RQ>");
            happen(EVT_6_ASSOCIATE_RQ_RECEIVED, true);
            return this;
        }

        void isAskedForTheRelease() throws Exception {
            weAskedForRelease = true;
            happen(EVT_11_RELEASE_REQUEST, true);
        }

        void goOn(boolean alone) throws Exception {
            for (int left = random.nextInt(1, LONGEST); left > 0 && model.isConnected(); left--) {
                cause(next(alone));
            }
            if (model.isConnected()) {
                cause(EVT_17_TRANSPORT_CLOSED);
            }
            if (session != null) {
                ClientSession ending = session;
                TestServer.patiently().until(() -> ending.end().isPresent());
                assertThat(ending.end().orElseThrow().kind())
                        .as("end after %s", path)
                        .isEqualTo(end);
            }
        }

        private Event next(boolean alone) {
            List<Event> possible = PEERS_EVENTS.stream()
                    .filter(event -> switch (event) {
                        case EVT_15_ABORT_REQUEST -> session != null && end == null;
                        // The clock is the same for all.
                        case EVT_18_ARTIM_EXPIRED -> alone && model.artimRuns();
                        case EVT_17_TRANSPORT_CLOSED -> true;
                        default -> !framingLost;
                    })
                    .toList();
            return possible.get(random.nextInt(possible.size()));
        }

        void cause(Event event) throws Exception {
            boolean acceptable = random.nextInt(8) != 0;
            switch (event) {
                case EVT_3_ASSOCIATE_AC_RECEIVED -> peer.send("<A-ASSOCIATE-AC>");
                case EVT_4_ASSOCIATE_RJ_RECEIVED -> peer.send("<A-ASSOCIATE-RJ>");
                case EVT_6_ASSOCIATE_RQ_RECEIVED -> peer.send(acceptable ? "<A-ASSOCIATE-RQ>" : WRONG_VERSION);
                case EVT_10_P_DATA_TF_RECEIVED -> peer.send("<C-ECHO-RQ>");
                case EVT_12_RELEASE_RQ_RECEIVED -> peer.send("<A-RELEASE-RQ>");
                case EVT_13_RELEASE_RP_RECEIVED -> peer.send("<A-RELEASE-RP>");
                case EVT_16_ABORT_RECEIVED -> peer.send("<A-ABORT>");
                case EVT_19_INVALID_PDU_RECEIVED -> {
                    peer.send("08");
                    framingLost = true;
                }
                case EVT_15_ABORT_REQUEST -> session().abort(AbortReason.SERVICE_USER);
                case EVT_18_ARTIM_EXPIRED -> elapse(Timeouts.defaults().artim());
                case EVT_17_TRANSPORT_CLOSED -> leave();
                default -> throw new IllegalArgumentException(event + " is not the peer's");
            }
            happen(event, acceptable);
        }

        private void leave() throws IOException {
            if (random.nextBoolean()) {
                peer.finish();
            } else {
                peer.reset();
            }
        }

        /** Hears what the model expects, then lets the server's user do what it does about what it has been told. */
        private void happen(Event event, boolean acceptable) throws Exception {
            path.add(event);
            Set<Effect> effects = model.happen(event, new AssociationModel.Outcome(acceptable, true))
                    .orElseThrow(() -> new IllegalStateException("the model does not know of " + path));
            for (Effect effect : effects) {
                hear(effect, event);
            }
            if (effects.contains(Effect.INDICATE_ASSOCIATE)) {
                happen(EVT_7_ASSOCIATE_ACCEPT, true);
            } else if (effects.contains(Effect.INDICATE_DATA) && !weAskedForRelease) {
                happen(EVT_9_P_DATA_REQUEST, true);
            } else if (effects.contains(weAskedForRelease ? Effect.CONFIRM_RELEASE : Effect.INDICATE_RELEASE)
                    && model.isConnected()) {
                happen(EVT_14_RELEASE_RESPONSE, true);
            }
        }

        private void hear(Effect effect, Event event) throws Exception {
            switch (effect) {
                case SEND_ASSOCIATE_AC -> {
                    expect("<A-ASSOCIATE-AC>");
                    session = witness.opened();
                }
                case SEND_ASSOCIATE_RJ -> expect("<RJ(1,2,2)>");
                case SEND_DATA -> expect("<0000H>");
                case SEND_RELEASE_RQ -> expect("<A-RELEASE-RQ>");
                case SEND_RELEASE_RP -> {
                    expect("<A-RELEASE-RP>");
                    ends(weAskedForRelease ? AssociationEnd.Kind.RELEASED_BY_US : AssociationEnd.Kind.RELEASED_BY_PEER);
                }
                case SEND_ABORT_OF_USER -> {
                    expect("<A0>");
                    ends(AssociationEnd.Kind.ABORTED_BY_US);
                }
                case SEND_ABORT_OF_PROVIDER -> {
                    expect(event == EVT_19_INVALID_PDU_RECEIVED ? "<A2/1>" : "<A2/2>");
                    ends(AssociationEnd.Kind.PROTOCOL_ERROR);
                }
                case SEND_ABORT -> expect(event == EVT_19_INVALID_PDU_RECEIVED ? "<A2/1>" : "<A2/2>");
                case CONFIRM_RELEASE -> ends(AssociationEnd.Kind.RELEASED_BY_US);
                case INDICATE_ABORT -> ends(AssociationEnd.Kind.ABORTED_BY_PEER);
                case INDICATE_P_ABORT -> ends(AssociationEnd.Kind.CONNECTION_LOST);
                case CLOSE -> peer.expectEnd();
                case TAKE_CONNECTION, START_ARTIM, STOP_ARTIM, INDICATE_ASSOCIATE, INDICATE_DATA, INDICATE_RELEASE -> {}
                case OPEN_CONNECTION, SEND_ASSOCIATE_RQ, CONFIRM_ACCEPTANCE, CONFIRM_REJECTION ->
                    throw new AssertionError(effect + " is a requestor's");
            }
        }

        private void expect(String answer) throws IOException {
            try {
                peer.expect(answer);
            } catch (AssertionError e) {
                throw new AssertionError("after " + path, e);
            }
        }

        private void ends(AssociationEnd.Kind kind) {
            if (end == null) {
                end = kind;
            }
        }

        private ClientSession session() {
            return Objects.requireNonNull(session);
        }

        @Override
        public void close() throws IOException {
            peer.close();
        }
    }
}
