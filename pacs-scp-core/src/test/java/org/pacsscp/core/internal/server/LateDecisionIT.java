package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * What happens in Sta3 of PS3.8 Table 9-10, while a policy that blocks has not decided. There is one place, and the decision
 * comes later: it accepts, but nobody is there any more. The next peer finds the place free.
 */
class LateDecisionIT {
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore mayDecide = new Semaphore(0);
    private final Semaphore decided = new Semaphore(0);

    private final AssociationPolicy slow = AssociationPolicy.blocking(request -> {
        asked.release();
        mayDecide.acquireUninterruptibly();
        return AssociationDecision.accept();
    });

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.loops(1)
            .limits(Limits.builder().maxAssociations(1).build())
            .executor(task -> threads.execute(() -> {
                task.run();
                decided.release();
            })));

    @AfterEach
    void endThreads() {
        mayDecide.release();
        threads.shutdown();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a request         | <A-ASSOCIATE-RQ>         | <A2/2>
            an acceptance     | 02 00 00000044           | <A2/2>
            a rejection       | <A-ASSOCIATE-RJ>         | <A2/2>
            data              | <C-ECHO-RQ>              | <A2/2>
            a release request | <A-RELEASE-RQ>           | <A2/2>
            a release answer  | <A-RELEASE-RP>           | <A2/2>
            an unknown PDU    | 08                       | <A2/1>
            """)
    void comesAfterThePeerSentMore(String what, String more, String answer) throws Exception {
        try (ScriptedPeer peer = undecidedPeer()) {
            peer.send(more).expect(answer);
            decide();
            peer.finish();
        }
        assertPlaceIsFree();
    }

    @Test
    void comesAfterThePeerAborted() throws Exception {
        try (ScriptedPeer peer = undecidedPeer()) {
            peer.send("<A-ABORT>").expectEnd();
            decide();
        }
        assertPlaceIsFree();
    }

    @Test
    void comesAfterThePeerHasGone() throws Exception {
        undecidedPeer().reset();
        try (ScriptedPeer other = undecidedPeer()) {
            other.endSending().expectEnd();
        }
        decide();
        decide();
        assertPlaceIsFree();
    }

    /** Two wait for the one place: who is decided first gets it. */
    @Test
    void goesByThePlacesOfItsMoment() throws Exception {
        try (ScriptedPeer first = undecidedPeer();
                ScriptedPeer second = undecidedPeer()) {
            decide();
            decide();
            byte[] one = first.hearPdu();
            byte[] other = second.hearPdu();
            assertThat(new byte[] {one[0], other[0]}).containsExactlyInAnyOrder(2, 3);
            (one[0] == 2 ? first : second).release();
            (one[0] == 2 ? second : first).finish();
        }
        assertPlaceIsFree();
    }

    /** With and without time to drain: the peer learns that it may come again, or to another server. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3600})
    void comesAfterTheServerHasStopped(int drainSeconds) throws Exception {
        Server stopping = server.server();
        try (ScriptedPeer peer = undecidedPeer()) {
            CompletableFuture<Void> stop =
                    CompletableFuture.runAsync(() -> stopping.stop(Duration.ofSeconds(drainSeconds)), threads);
            peer.expect("<RJ(2,3,1)>").finish();
            stop.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        decide();
        stopping.start();
        assertPlaceIsFree();
    }

    private ScriptedPeer undecidedPeer() throws Exception {
        server.server().policy(slow);
        ScriptedPeer peer = server.connect().send("<A-ASSOCIATE-RQ>");
        take(asked);
        peer.expectNothingYet();
        return peer;
    }

    private void decide() throws InterruptedException {
        mayDecide.release();
        take(decided);
    }

    private static void take(Semaphore semaphore) throws InterruptedException {
        assertThat(semaphore.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private void assertPlaceIsFree() throws IOException {
        server.server().policy(AssociationPolicy.acceptAll());
        TestServer.assertEchoes(server.server());
        assertThat(server.server().ready()).isTrue();
    }
}
