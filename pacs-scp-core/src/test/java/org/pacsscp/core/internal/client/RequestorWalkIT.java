package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.TestServer.patiently;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.ul.AssociationModel;
import org.pacsscp.core.internal.ul.Effect;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.Side;
import org.pacsscp.testkit.script.ScriptedAcceptor;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.script.Vocabulary;

/**
 * Random conversations of a client with a server, beside {@link AssociationModel}: whatever the server sends in whatever order,
 * and whatever the application does meanwhile, the server hears what the model says, and the application is told of the end
 * that the model has seen. The clock stands still until a test turns it.
 */
class RequestorWalkIT {
    private static final int WALKS = Integer.getInteger("pacsscp.state.sessions", 500);
    private static final long SEED = Long.getLong("pacsscp.state.seed", 19);
    private static final int LONGEST = 8;
    private static final String NO_CONTEXT =
            "02 00 {4: <fixed> <application> 21 00 {2: 01 00 03 00 40 00 {2: }} <user>}";
    private static final String MALFORMED =
            "02 00 {4: <fixed> <application> <accepted> 50 00 {2: 51 00 {2: 00000007}}}";

    /** What a server and the application can do; nothing follows on the last one. */
    private static final List<Event> EVENTS = List.of(
            EVT_3_ASSOCIATE_AC_RECEIVED,
            EVT_4_ASSOCIATE_RJ_RECEIVED,
            EVT_6_ASSOCIATE_RQ_RECEIVED,
            EVT_9_P_DATA_REQUEST,
            EVT_10_P_DATA_TF_RECEIVED,
            EVT_11_RELEASE_REQUEST,
            EVT_12_RELEASE_RQ_RECEIVED,
            EVT_13_RELEASE_RP_RECEIVED,
            EVT_15_ABORT_REQUEST,
            EVT_16_ABORT_RECEIVED,
            EVT_18_ARTIM_EXPIRED,
            EVT_19_INVALID_PDU_RECEIVED,
            EVT_17_TRANSPORT_CLOSED);

    /** Each side may echo the other. */
    private static final Vocabulary BOTH_ROLES = Vocabulary.standard()
            .with(
                    "acceptor's user",
                    "50 00 {2: <maximum length> <class uid> 54 00 {2: {2: '1.2.840.10008.1.1'} 01 01} <version name>}");

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final FakeTime time = new FakeTime();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Server companion = TestServer.builder().build();
    private final Client client = new DefaultClient(ClientContext.create(
            Client.builder()
                    .loops(1)
                    .handler(InlineHandler.of(
                            ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ),
                            request -> DimseStatus.SUCCESS))
                    .toConfig(),
            time,
            Resources.OF_THE_JDK));

    private @Nullable ScriptedAcceptor acceptor;

    @BeforeEach
    void start() throws IOException {
        companion.start();
        acceptor = ScriptedAcceptor.listen();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        companion.close();
        acceptor().close();
    }

    @Test
    void theClientSpeaksAsTheModel() throws Exception {
        for (int i = 0; i < WALKS; i++) {
            try (Walk walk = new Walk()) {
                if (random.nextInt(4) != 0) {
                    walk.cause(EVT_3_ASSOCIATE_AC_RECEIVED);
                }
                walk.goOn();
            }
        }
        patiently().untilAsserted(() -> assertThat(client.associations()).isEmpty());
        Client.Statistics counted = client.statistics();
        assertThat(counted.associationsReleased() + counted.associationsAborted())
                .isEqualTo(counted.associationsOpened());
    }

    /** The loop looks at the clock when it has something to do, before and after. */
    private void elapse(Duration duration) throws Exception {
        echoTheCompanion();
        time.advance(duration);
        echoTheCompanion();
    }

    private void echoTheCompanion() throws Exception {
        try (RequestedAssociation association = client.open(proposal(companion.port()))) {
            Requests.echo(association);
        }
    }

    private static AssociationProposal proposal(int port) {
        return AssociationProposal.to("127.0.0.1", port)
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .roles(SopClass.VERIFICATION, Role.INVOKER, Role.PERFORMER)
                .build();
    }

    private ScriptedAcceptor acceptor() {
        return Objects.requireNonNull(acceptor, "acceptor of this test");
    }

    /** A server, and the model of the client that it meets. */
    private final class Walk implements AutoCloseable {
        private final AssociationModel model = new AssociationModel(Side.REQUESTOR);
        private final List<Event> path = new ArrayList<>();
        private final CompletableFuture<RequestedAssociation> wanted;
        private final ScriptedPeer peer;
        private @Nullable RequestedAssociation association;

        /** How it ends: an end of an association, or why there is none. */
        private @Nullable String outcome;

        private boolean contextRefused;
        private boolean weAskedForRelease;
        private boolean framingLost;

        Walk() throws Exception {
            wanted = client.openAsync(proposal(acceptor().port())).toCompletableFuture();
            peer = acceptor()
                    .accept(random.nextInt(8) == 0 ? Segmentation.BYTE_BY_BYTE : Segmentation.AS_WRITTEN)
                    .speaking(BOTH_ROLES);
            happen(EVT_1_ASSOCIATE_REQUEST);
            happen(EVT_2_TRANSPORT_CONFIRM);
        }

        void goOn() throws Exception {
            for (int left = random.nextInt(1, LONGEST); left > 0 && model.isConnected(); left--) {
                cause(next());
            }
            if (model.isConnected()) {
                cause(EVT_17_TRANSPORT_CLOSED);
            }
            assertThat(whatItCameTo()).as("end after %s", path).isEqualTo(outcome);
        }

        private String whatItCameTo() throws Exception {
            if (association != null) {
                AssociationEnd end = TestClient.end(association);
                return end.kind().name();
            }
            if (wanted.isCancelled()) {
                return "CANCELLED";
            }
            AssociationException failure = new TestClient.Opening(peer, wanted).failure();
            return failure.kind().name();
        }

        private Event next() {
            List<Event> possible = EVENTS.stream()
                    .filter(event -> switch (event) {
                        case EVT_9_P_DATA_REQUEST -> isOpen() && !weAskedForRelease && !framingLost;
                        case EVT_11_RELEASE_REQUEST -> isOpen() && !weAskedForRelease;
                        case EVT_15_ABORT_REQUEST -> outcome == null;
                        case EVT_18_ARTIM_EXPIRED -> model.artimRuns();
                        case EVT_10_P_DATA_TF_RECEIVED -> !framingLost && !contextRefused;
                        case EVT_17_TRANSPORT_CLOSED -> true;
                        default -> !framingLost;
                    })
                    .toList();
            return possible.get(random.nextInt(possible.size()));
        }

        private boolean isOpen() {
            return association != null && outcome == null;
        }

        void cause(Event event) throws Exception {
            switch (event) {
                case EVT_3_ASSOCIATE_AC_RECEIVED -> accept();
                case EVT_9_P_DATA_REQUEST -> echo();
                case EVT_11_RELEASE_REQUEST -> {
                    association().release();
                    happen(event);
                }
                case EVT_15_ABORT_REQUEST -> {
                    abort();
                    happen(event);
                }
                case EVT_16_ABORT_RECEIVED -> {
                    boolean ofUser = random.nextBoolean();
                    peer.send(ofUser ? "<A0>" : "<A2/0>");
                    happen(event, ofUser);
                }
                case EVT_18_ARTIM_EXPIRED -> {
                    elapse(Timeouts.defaults().artim());
                    happen(event);
                }
                case EVT_17_TRANSPORT_CLOSED -> {
                    leave();
                    happen(event);
                }
                case EVT_19_INVALID_PDU_RECEIVED -> {
                    peer.send("08");
                    framingLost = true;
                    happen(event);
                }
                default -> {
                    peer.send(script(event));
                    happen(event);
                }
            }
        }

        private static String script(Event event) {
            return switch (event) {
                case EVT_4_ASSOCIATE_RJ_RECEIVED -> "<RJ(1,1,7)>";
                case EVT_6_ASSOCIATE_RQ_RECEIVED -> "<A-ASSOCIATE-RQ>";
                case EVT_10_P_DATA_TF_RECEIVED -> "<C-ECHO-RQ>";
                case EVT_12_RELEASE_RQ_RECEIVED -> "<A-RELEASE-RQ>";
                case EVT_13_RELEASE_RP_RECEIVED -> "<A-RELEASE-RP>";
                default -> throw new IllegalArgumentException(event + " has no script");
            };
        }

        /** An acceptance may be one with which nothing can be agreed on: then it is an invalid PDU, which was framed well. */
        private void accept() throws Exception {
            boolean awaited = association == null && outcome == null;
            if (awaited && random.nextInt(8) == 0) {
                peer.send(MALFORMED);
                happen(EVT_19_INVALID_PDU_RECEIVED);
                return;
            }
            boolean refuses = awaited && random.nextInt(8) == 0;
            contextRefused |= refuses;
            peer.send(refuses ? NO_CONTEXT : "<A-ASSOCIATE-AC>");
            happen(EVT_3_ASSOCIATE_AC_RECEIVED);
        }

        /** A request of ours, and its answer: with one under way, the application's release would wait. */
        private void echo() throws Exception {
            // One right after the other would have whoever waits read by himself, and the loop look by a clock that
            // stands still.
            time.advance(Duration.ofNanos(ReceivingSide.KEEP_NANOS));
            try (OngoingInvocation echo = association().begin(Requests.echoRequest())) {
                path.add(EVT_9_P_DATA_REQUEST);
                assertThat(effects(EVT_9_P_DATA_REQUEST, true)).containsExactly(Effect.SEND_DATA);
                expect("<C-ECHO-RQ " + echo.messageId() + ">");
                peer.send("<C-ECHO-RSP " + echo.messageId() + " 0000H>");
                path.add(EVT_10_P_DATA_TF_RECEIVED);
                assertThat(effects(EVT_10_P_DATA_TF_RECEIVED, true)).containsExactly(Effect.INDICATE_DATA);
                assertThat(echo.next().status()).isEqualTo(DimseStatus.SUCCESS);
            }
        }

        private void abort() {
            if (association != null) {
                association.abort(AbortReason.SERVICE_USER);
            } else {
                wanted.cancel(false);
            }
        }

        private void leave() throws IOException {
            if (random.nextBoolean()) {
                peer.finish();
            } else {
                peer.reset();
            }
        }

        private void happen(Event event) throws Exception {
            happen(event, true);
        }

        /** Hears what the model expects, then lets the client's user do what it does about what it has been told. */
        private void happen(Event event, boolean abortOfUser) throws Exception {
            path.add(event);
            Set<Effect> effects = effects(event, abortOfUser);
            for (Effect effect : effects) {
                perceive(effect, event);
            }
            if (effects.contains(Effect.CONFIRM_ACCEPTANCE) && contextRefused) {
                comesTo("NO_PRESENTATION_CONTEXT");
                happen(EVT_11_RELEASE_REQUEST);
            } else if (effects.contains(Effect.INDICATE_DATA) && !weAskedForRelease) {
                happen(EVT_9_P_DATA_REQUEST);
            } else if (effects.contains(Effect.INDICATE_RELEASE)) {
                happen(EVT_14_RELEASE_RESPONSE);
            }
        }

        private Set<Effect> effects(Event event, boolean abortOfUser) {
            return model.happen(event, new AssociationModel.Outcome(true, abortOfUser))
                    .orElseThrow(() -> new IllegalStateException("the model does not know of " + path));
        }

        private void perceive(Effect effect, Event event) throws Exception {
            switch (effect) {
                case SEND_ASSOCIATE_RQ -> peer.expectPdu("RQ");
                case CONFIRM_ACCEPTANCE ->
                    association = contextRefused ? null : new TestClient.Opening(peer, wanted).association();
                case CONFIRM_REJECTION -> comesTo("REJECTED");
                case SEND_DATA -> expect("<0000H>");
                case SEND_RELEASE_RQ -> {
                    weAskedForRelease = true;
                    expect("<A-RELEASE-RQ>");
                }
                case SEND_RELEASE_RP -> {
                    expect("<A-RELEASE-RP>");
                    if (!weAskedForRelease) {
                        comesTo("RELEASED_BY_PEER");
                    }
                }
                case CONFIRM_RELEASE -> comesTo("RELEASED_BY_US");
                case SEND_ABORT_OF_USER -> {
                    expect("<A0>");
                    comesTo(association == null ? "CANCELLED" : "ABORTED_BY_US");
                }
                case SEND_ABORT_OF_PROVIDER -> {
                    expect(answerToFault(event));
                    comesTo("PROTOCOL_ERROR");
                }
                case SEND_ABORT -> expect(answerToFault(event));
                case INDICATE_ABORT -> comesTo("ABORTED_BY_PEER");
                case INDICATE_P_ABORT ->
                    comesTo(event == EVT_16_ABORT_RECEIVED ? "ABORTED_BY_PEER" : "CONNECTION_LOST");
                case CLOSE -> peer.expectEnd();
                case OPEN_CONNECTION, START_ARTIM, STOP_ARTIM, INDICATE_DATA, INDICATE_RELEASE -> {}
                case TAKE_CONNECTION, INDICATE_ASSOCIATE, SEND_ASSOCIATE_AC, SEND_ASSOCIATE_RJ ->
                    throw new AssertionError(effect + " is an acceptor's");
            }
        }

        private String answerToFault(Event event) {
            if (event != EVT_19_INVALID_PDU_RECEIVED) {
                return "<A2/2>";
            }
            return framingLost ? "<A2/1>" : "<A2/6>";
        }

        private void expect(String answer) throws IOException {
            try {
                peer.expect(answer);
            } catch (AssertionError e) {
                throw new AssertionError("after " + path, e);
            }
        }

        /** The first thing that ends it counts. */
        private void comesTo(String end) {
            if (outcome == null) {
                outcome = end;
            }
        }

        private RequestedAssociation association() {
            return Objects.requireNonNull(association);
        }

        @Override
        public void close() throws IOException {
            peer.close();
        }
    }
}
