package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.WhenIdle;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.server.Servers;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * The deadlines with their default durations, on a clock that stands still until a test turns it. A peer that is served
 * before the clock is turned shows that the one loop has read all that was sent before; one that is served afterwards,
 * that the loop has looked at the clock.
 */
class DeadlinesIT {
    private static final Timeouts DEFAULTS = Timeouts.defaults();
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** What is held in memory of requests that wait. */
    private static final int MAX_HELD = 1 << 20;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final Witness witness = new Witness();
    private final FakeTime time = new FakeTime();
    private Server server = start(builder -> builder);

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nothing                     | ''
            the type of a request       | 01
            a request but one byte      | 01 00 00000060 <fixed> <application> 7E
            """)
    void requestEndsSilence(String what, String sent) throws Exception {
        try (ScriptedPeer peer = connect()) {
            peer.send(sent);
            elapse(DEFAULTS.request().minus(MOMENT));
            peer.expectNothingYet();
            elapse(MOMENT);
            peer.expectEnd();
        }
        if (!sent.equals("''")) {
            assertThat(witness.refused()).contains("Timeouts.request");
        }
    }

    @Test
    void requestIsNotExtendedByBytesThatDrip() throws Exception {
        try (ScriptedPeer peer = connect()) {
            peer.send("01 00 00001000 <fixed>");
            drip(peer, DEFAULTS.request());
            peer.expectEnd();
        }
        assertThat(witness.refused()).contains("Timeouts.request");
    }

    @Test
    void decisionRejectsWhileThePolicyHasNotDecided() throws Exception {
        CountDownLatch decide = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        AssociationPolicy undecided = AssociationPolicy.blocking(request -> {
            asked.countDown();
            await(decide);
            return AssociationDecision.accept();
        });
        try (ScriptedPeer peer = connect()) {
            server.policy(undecided);
            peer.send("<A-ASSOCIATE-RQ>");
            asked.await();
            server.policy(AssociationPolicy.acceptAll());
            elapse(DEFAULTS.decision().minus(MOMENT));
            peer.expectNothingYet();
            elapse(MOMENT);
            peer.expect("<RJ(2,2,1)>").finish();
        } finally {
            decide.countDown();
        }
        log.assertError("Timeouts.decision");
        TestServer.assertEchoes(server);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            A-ASSOCIATE-RJ   | 01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>} | <RJ(1,2,2)>
            A-ABORT          | 00                                | <A0>
            A-RELEASE-RP     | <A-ASSOCIATE-RQ> <A-RELEASE-RQ>   | <A-ASSOCIATE-AC> <A-RELEASE-RP>
            later A-ABORT    | <A-ASSOCIATE-RQ> <A-RELEASE-RP>   | <A-ASSOCIATE-AC> <A2/2>
            """)
    void artimClosesWhatThePeerLeavesOpen(String what, String sent, String answer) throws Exception {
        try (ScriptedPeer silent = connect()) {
            silent.send(sent).expect(answer);
            elapse(DEFAULTS.artim().minus(MOMENT));
            silent.expectNothingYet();
            elapse(MOMENT);
            silent.expectEnd();
        }
        try (ScriptedPeer dripping = connect()) {
            dripping.send(sent).expect(answer).send("04 00 00001000");
            drip(dripping, DEFAULTS.artim());
            dripping.expectEnd();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nothing                     | ''
            half a header               | 04 00 00
            half a message              | 04 00 {4: {4: 01 01 0000 0000}}
            half a data set             | 04 00 {4: {4: 01 03 <sop class> <echo> <id> <data set>} {4: 01 00 0000}}
            """)
    void idleAbortsASilentAssociation(String what, String sent) throws Exception {
        try (ScriptedPeer peer = connect()) {
            peer.associate().send(sent);
            elapse(DEFAULTS.idle().minus(MOMENT));
            peer.expectNothingYet();
            elapse(MOMENT);
            peer.expect("<A0>").finish();
        }
        assertTimedOut("Timeouts.idle");
    }

    @Test
    void idleIsNotExtendedByBytesThatDrip() throws Exception {
        try (ScriptedPeer peer = connect()) {
            peer.associate().send("04 00 00001000 00000FFC 01 01");
            drip(peer, DEFAULTS.idle());
            peer.expect("<A0>").finish();
        }
        assertTimedOut("Timeouts.idle");
    }

    @Test
    void idleIsExtendedByWholePdus() throws Exception {
        try (ScriptedPeer peer = connect()) {
            peer.associate();
            for (int i = 0; i < 3; i++) {
                elapse(DEFAULTS.idle().minus(MOMENT));
                peer.send("<C-ECHO-RQ>").expect("<0000H>");
            }
            elapse(DEFAULTS.idle().minus(MOMENT));
            peer.expectNothingYet();
            elapse(MOMENT);
            peer.expect("<A0>").finish();
        }
        assertTimedOut("Timeouts.idle");
    }

    /** It is the server that does not read on: its request waits for an operation, with a data set that is not held. */
    @Test
    void idleStandsWhileARequestWaitsInTheSocket() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        restart(builder -> builder.handler(lasting(begun, end)));
        byte[] early = Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(2 << 20), 16_378);
        try (ScriptedPeer peer = connect()) {
            Dimse.associate(peer).send(Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0102"));
            begun.await();
            peer.send(Dimse.storeRequest(2));
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(peer, early));
            awaitFull();
            for (int i = 0; i < 4; i++) {
                elapse(DEFAULTS.idle().plus(MOMENT));
            }
            peer.expectNothingYet();
            end.countDown();
            peer.expect(Dimse.storeResponse(1, 0x0000) + Dimse.storeResponse(2, 0x0000));
            sending.join();
            elapse(DEFAULTS.idle().minus(MOMENT));
            peer.expectNothingYet().release();
        }
    }

    /** Nothing behind such a request can be seen, so that operations have a deadline then, though none is set. */
    @Test
    void operationHasADeadlineWhileARequestWaitsInTheSocket() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        restart(builder -> builder.handler(lasting(begun, end)));
        byte[] early = Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(2 << 20), 16_378);
        try (ScriptedPeer peer = connect()) {
            Dimse.associate(peer).send(Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0102"));
            begun.await();
            elapse(Duration.ofMinutes(10));
            peer.send(Dimse.storeRequest(2));
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(peer, early));
            awaitFull();
            elapse(Duration.ofMinutes(5).minusSeconds(1));
            peer.expectNothingYet();
            elapse(Duration.ofSeconds(1));
            peer.expect("<A0>");
            end.await();
            sending.join();
            peer.finish();
        }
        assertTimedOut("Timeouts.operation");
    }

    /** The loop takes the receiving side from the worker, which has no use for it now, and reads what may be held. */
    private void awaitFull() {
        TestServer.patiently().until(() -> {
            elapse(MOMENT.multipliedBy(10));
            return server.sessions().get(0).counters().bytesReceived() > MAX_HELD * 9L / 10;
        });
    }

    /** Stores on a worker until it is told to end or is cancelled; then what has waited. */
    private static ActionHandler lasting(CountDownLatch begun, CountDownLatch end) {
        return LambdaHandler.worker(
                action -> {
                    action.dataSet().readAllBytes();
                    begun.countDown();
                    action.onCancel(end::countDown);
                    end.await();
                    return DimseStatus.SUCCESS;
                },
                Dimse.storage(),
                Dimse.find());
    }

    private static void sendAll(ScriptedPeer peer, byte[] bytes) {
        try {
            peer.send(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void idleReleasesWhereThatIsWanted() throws Exception {
        restart(builder -> builder.whenIdle(WhenIdle.RELEASE));
        try (ScriptedPeer peer = connect().associate()) {
            elapse(DEFAULTS.idle().minus(MOMENT));
            peer.expectNothingYet();
            elapse(MOMENT);
            peer.expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
        }
        assertThat(endOfTheMeasured().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
    }

    @Test
    void idleAbortsAPeerThatDoesNotAnswerTheRelease() throws Exception {
        restart(builder -> builder.whenIdle(WhenIdle.RELEASE));
        try (ScriptedPeer peer = connect().associate()) {
            elapse(DEFAULTS.idle());
            peer.expect("<A-RELEASE-RQ>");
            elapse(DEFAULTS.release().minus(MOMENT));
            peer.expectNothingYet();
            elapse(MOMENT);
            peer.expect("<A0>").finish();
        }
        assertTimedOut("Timeouts.release");
    }

    /** A release is not for the middle of a message. */
    @Test
    void idleAbortsInTheMiddleOfAMessageInAnyCase() throws Exception {
        restart(builder -> builder.whenIdle(WhenIdle.RELEASE));
        try (ScriptedPeer peer = connect().associate().send("04 00 {4: {4: 01 01 0000 0000}}")) {
            elapse(DEFAULTS.idle());
            peer.expect("<A0>").finish();
        }
        assertTimedOut("Timeouts.idle");
    }

    /** The answer is not due any more, though the rest of the request is on its way. */
    @Test
    void idleLeavesALateRequestUnanswered() throws Exception {
        byte[] request = Words.bytes("<C-ECHO-RQ>");
        try (ScriptedPeer peer = connect()) {
            peer.associate().send(request, 0, 20);
            elapse(DEFAULTS.idle());
            peer.expect("<A0>").send(request, 20, request.length - 20).finish();
        }
        assertTimedOut("Timeouts.idle");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            no answer                   | ''
            a request instead           | <C-ECHO-RQ>
            half an answer              | 06 00 0000
            """)
    void releaseAbortsAPeerThatDoesNotAnswer(String what, String sent) throws Exception {
        try (ScriptedPeer peer = connect().associate();
                ScriptedPeer busy = connect().associate().send("04 00 {4: {4: 01 01}}")) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> server.stop(Duration.ofHours(1)));
            TestServer.patiently().until(() -> server.state() == Server.State.DRAINING);
            elapseWhileDraining(Duration.ofSeconds(1));
            peer.expect("<A-RELEASE-RQ>").send(sent);
            elapseWhileDraining(DEFAULTS.release().minus(MOMENT));
            peer.expectNothingYet();
            elapseWhileDraining(MOMENT);
            peer.expect("<A0>").finish();
            busy.send("<A-ABORT>").expectEnd();
            stopped.join();
        }
        assertTimedOut("Timeouts.release");
    }

    /** The peer asks on and on but never reads, until neither side's buffers take any more. */
    @Test
    void writeClosesTheConnectionOfAPeerThatDoesNotRead() throws Exception {
        restart(builder ->
                builder.timeouts(DEFAULTS.toBuilder().idle(Duration.ZERO).build()));
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        byte[] requests = Words.bytes("<C-ECHO-RQ>".repeat(500));
        try (ScriptedPeer peer = Peers.connect(socket, server.endpoints().get(0).address())) {
            peer.associate();
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> askUntilItBreaks(peer, requests));
            while (!asking.isDone()) {
                elapse(Duration.ofSeconds(1));
            }
            asking.join();
        }

        AssociationEnd end = endOfTheMeasured();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
        assertThat(end.abortReason()).isEmpty();
        assertThat(end.detail()).contains("Timeouts.write");
    }

    private static void askUntilItBreaks(ScriptedPeer peer, byte[] requests) {
        try {
            while (true) {
                peer.send(requests, 0, requests.length);
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private void assertTimedOut(String deadline) throws InterruptedException {
        AssociationEnd end = endOfTheMeasured();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
        assertThat(end.abortReason()).contains(AbortReason.SERVICE_USER);
        assertThat(end.detail()).contains(deadline);
    }

    /** Those that only turn the clock release their associations. */
    private AssociationEnd endOfTheMeasured() throws InterruptedException {
        AssociationEnd end = witness.ended();
        while (end.kind() == AssociationEnd.Kind.RELEASED_BY_PEER) {
            end = witness.ended();
        }
        return end;
    }

    /** A byte every tenth of a duration, until that is over. */
    private void drip(ScriptedPeer peer, Duration duration) throws IOException {
        Duration tenth = duration.dividedBy(10);
        for (int i = 1; i < 10; i++) {
            elapse(tenth);
            peer.expectNothingYet().send("00");
        }
        elapse(tenth);
    }

    private void elapse(Duration duration) throws IOException {
        TestServer.echo(server);
        time.advance(duration);
        TestServer.echo(server);
    }

    private void elapseWhileDraining(Duration duration) throws IOException {
        beRejected();
        time.advance(duration);
        beRejected();
    }

    private void beRejected() throws IOException {
        try (ScriptedPeer late = connect()) {
            late.send("<A-ASSOCIATE-RQ>").expect("<RJ(2,3,1)>").finish();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a policy", e);
        }
    }

    private void restart(UnaryOperator<ServerBuilder> options) {
        server.stop(Duration.ZERO);
        server = start(options);
    }

    private Server start(UnaryOperator<ServerBuilder> options) {
        ServerConfig config =
                options.apply(TestServer.builder().loops(1).listener(witness)).toConfig();
        try {
            return Servers.start(config, time);
        } catch (IOException e) {
            throw new IllegalStateException("no server for this test", e);
        }
    }

    private ScriptedPeer connect() throws IOException {
        return Peers.connect(server.endpoints().get(0).address());
    }
}
