package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.StateAnswers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * PS3.8 Table 9-10 as a peer sees it: what the acceptor answers to each event that a peer can cause, in each state that
 * a peer can find it in. Silence, the event of ARTIM, is in {@link DeadlinesIT}; random orders are in {@link StateWalkIT}.
 *
 * <p>One state cannot be found so: a server asks for the release only where no operation is under way, so its answer
 * follows at once and nothing comes in Sta12.
 */
@ParameterizedClass
@EnumSource
class AcceptorStatesIT {
    /** What is heard; "close" is the end of the stream without a byte before it, a dash is nothing. */
    private static final StateAnswers ANSWERS = StateAnswers.of("""
            EVENT           | Sta2             | Sta3   | Sta6           | Sta7   | Sta8   | Sta10          | Sta13
            A-ASSOCIATE-AC  | <A0>             | <A2/2> | <A2/2>         | <A2/2> | <A2/2> | <A2/2>         | -
            A-ASSOCIATE-RJ  | <A0>             | <A2/2> | <A2/2>         | <A2/2> | <A2/2> | <A2/2>         | -
            A-ASSOCIATE-RQ  | <A-ASSOCIATE-AC> | <A2/2> | <A2/2>         | <A2/2> | <A2/2> | <A2/2>         | <A2/2>
            P-DATA-TF       | <A0>             | <A2/2> | <0000H>        | -      | <A2/2> | <A2/2>         | -
            A-RELEASE-RQ    | <A0>             | <A2/2> | <A-RELEASE-RP> | -      | <A2/2> | <A2/2>         | -
            A-RELEASE-RP    | <A0>             | <A2/2> | <A2/2>         | close  | <A2/2> | <A-RELEASE-RP> | -
            A-ABORT         | close            | close  | close          | close  | close  | close          | close
            end of stream   | close            | close  | close          | close  | close  | close          | close
            reset           |                  |        |                |        |        |                |
            invalid PDU     | <A0>             | <A2/1> | <A2/1>         | <A2/1> | <A2/1> | <A2/1>         | <A2/1>
            """);

    /** How the peer came to Sta13. */
    private enum Farewell {
        AFTER_REJECT("01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>}", "<RJ(1,2,2)>"),
        AFTER_ABORT("<C-ECHO-RQ>", "<A0>"),
        AFTER_RELEASE("<A-ASSOCIATE-RQ> <A-RELEASE-RQ>", "<A-ASSOCIATE-AC> <A-RELEASE-RP>");

        private final String sent;
        private final String answer;

        Farewell(String sent, String answer) {
            this.sent = sent;
            this.answer = answer;
        }
    }

    /** Its handler works until the association ends. */
    private static final Uid ENDLESS = Uid.of("2.25.20");

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.timeouts(
                    Timeouts.builder().release(Duration.ofSeconds(60)).build())
            .handler(LambdaHandler.worker(
                    AcceptorStatesIT::untilCancelled, ServiceCapability.performer(ENDLESS, CommandField.C_ECHO_RQ))));

    AcceptorStatesIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    static Stream<Arguments> sta2() {
        return ANSWERS.argumentsIn("Sta2");
    }

    static Stream<Arguments> sta3() {
        return ANSWERS.argumentsIn("Sta3");
    }

    static Stream<Arguments> sta6() {
        return ANSWERS.argumentsIn("Sta6");
    }

    static Stream<Arguments> sta8() {
        return ANSWERS.argumentsIn("Sta8");
    }

    static Stream<Arguments> sta13() {
        return ANSWERS.in("Sta13").entrySet().stream()
                .flatMap(cell -> Stream.of(Farewell.values())
                        .map(farewell -> Arguments.of(cell.getKey(), farewell, cell.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta2(String event, String answer) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            StateAnswers.cause(peer, event);
            StateAnswers.judge(peer, answer);
        }
    }

    /** A policy that takes its time has not decided yet. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta3(String event, String answer) throws IOException {
        CountDownLatch decide = new CountDownLatch(1);
        AssociationPolicy undecided = AssociationPolicy.blocking(request -> {
            awaitUninterruptibly(decide);
            return AssociationDecision.accept();
        });
        try (Server own = TestServer.builder().policy(undecided).build().start()) {
            try (ScriptedPeer peer = Peers.connect(own.endpoints().get(0).address(), segmentation)) {
                StateAnswers.cause(peer.send("<A-ASSOCIATE-RQ>"), event);
                StateAnswers.judge(peer, answer);
            } finally {
                decide.countDown();
            }
            TestServer.assertEchoes(own);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a policy", e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta6(String event, String answer) throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            StateAnswers.cause(peer.associate(), event);
            StateAnswers.judge(peer, answer);
        }
        assertThat(server.witness().ended().kind()).isEqualTo(end(event, answer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sta8(String event, String answer) throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application> 20 00 {2: 01 00 00 00 30 00 {2: '2.25.20'} <implicit>} <user>"))
                    .expect("<A-ASSOCIATE-AC>")
                    .send(Words.message("0000 0200 08000000 '2.25.20' 00 <echo> <id> <no data set>"))
                    .send("<A-RELEASE-RQ>");
            StateAnswers.cause(peer, event);
            StateAnswers.judge(peer, answer);
        }
        assertThat(server.witness().ended().kind()).isEqualTo(end(event, answer));
    }

    /** What the application is told of the end; a peer that was served leaves without a release. */
    private static AssociationEnd.Kind end(String event, String answer) {
        return switch (event) {
            case "A-ABORT" -> AssociationEnd.Kind.ABORTED_BY_PEER;
            case "end of stream", "reset" -> AssociationEnd.Kind.CONNECTION_LOST;
            default ->
                switch (answer) {
                    case "<0000H>" -> AssociationEnd.Kind.CONNECTION_LOST;
                    case "<A-RELEASE-RP>" -> AssociationEnd.Kind.RELEASED_BY_PEER;
                    default -> AssociationEnd.Kind.PROTOCOL_ERROR;
                };
        };
    }

    /** That the connection is still there and nothing was said is known from what comes next: a request, and AA-7. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void sta13(String event, Farewell farewell, String answer) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(farewell.sent).expect(farewell.answer);
            StateAnswers.cause(peer, event);
            if (answer.equals("-")) {
                peer.send("<A-ASSOCIATE-RQ>").expect("<A2/2>").finish();
            } else {
                StateAnswers.judge(peer, answer);
            }
        }
    }

    @Test
    void sta7() throws IOException {
        releaseAll("Sta7", (peer, event, answer) -> {
            StateAnswers.cause(peer, event);
            if (event.equals("A-RELEASE-RQ")) {
                // Sta10, from which the requestor's answer leads on.
                peer.send("<A-RELEASE-RP>").expect("<A-RELEASE-RP>").finish();
            } else if (answer.equals("-")) {
                peer.send("<A-RELEASE-RP>").expectEnd();
            } else {
                StateAnswers.judge(peer, answer);
            }
        });
    }

    @Test
    void sta10() throws IOException {
        releaseAll("Sta10", (peer, event, answer) -> {
            peer.send("<A-RELEASE-RQ>");
            StateAnswers.cause(peer, event);
            StateAnswers.judge(peer, answer);
        });
    }

    /** Plays a cell of the table with a peer that the server has asked for the release. */
    private interface Cell {
        void play(ScriptedPeer peer, String event, String answer) throws IOException;
    }

    /** Stops the server while each cell of a column has an association at rest. */
    private void releaseAll(String state, Cell cell) throws IOException {
        Map<String, String> column = ANSWERS.in(state);
        Map<String, ScriptedPeer> peers = new LinkedHashMap<>();
        try {
            for (String event : column.keySet()) {
                peers.put(event, server.connect(segmentation).associate());
            }
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> server.server().stop(Duration.ofSeconds(60)));
            for (ScriptedPeer peer : peers.values()) {
                peer.expect("<A-RELEASE-RQ>");
            }
            for (Map.Entry<String, ScriptedPeer> peer : peers.entrySet()) {
                String event = peer.getKey();
                assertAll(event, () -> cell.play(peer.getValue(), event, column.getOrDefault(event, "")));
            }
            stopped.join();
        } finally {
            for (ScriptedPeer peer : peers.values()) {
                peer.close();
            }
        }
        server.server().start();
    }

    private static DimseStatus untilCancelled(Action action) throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        action.onCancel(cancelled::countDown);
        cancelled.await();
        return DimseStatus.CANCEL;
    }
}
