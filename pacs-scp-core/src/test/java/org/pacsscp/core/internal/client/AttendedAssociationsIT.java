package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Who waits for an association, or for its end, does what the loop would meanwhile; everybody else notices nothing. */
class AttendedAssociationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Runnable> whenOpened = new CopyOnWriteArrayList<>();

    @RegisterExtension
    private final TestClient test = TestClient.with(builder -> builder.listener(new AssociationListener() {
        @Override
        public void opened(AssociationEvent.Opened event) {
            whenOpened.forEach(Runnable::run);
        }
    }));

    /** A listener is called by whoever acts as the loop, and must not wait there. */
    @Test
    void doNotLetListenersWait() throws Exception {
        try (Server server = TestServer.builder().build().start()) {
            CompletableFuture<Throwable> refused = new CompletableFuture<>();
            whenOpened.add(() -> refused.complete(catchThrowableOfType(
                    IllegalStateException.class, () -> test.client().open(echo(server)))));
            test.client().open(echo(server)).close();
            assertThat(refused.get(30, TimeUnit.SECONDS)).hasMessageContaining("must not be called by an I/O thread");
            whenOpened.clear();
        }
    }

    /** Each has a thread of its own, and the loop is one for all. */
    @Test
    void beginAndEndAtOnce() throws Exception {
        try (Server server = TestServer.builder().build().start()) {
            List<CompletableFuture<Void>> callers = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(CompletableFuture.runAsync(() -> openAndClose(server, 100)));
            }
            for (CompletableFuture<Void> caller : callers) {
                caller.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(test.client().statistics().associationsReleased()).isEqualTo(400);
    }

    private void openAndClose(Server server, int times) {
        for (int n = 0; n < times; n++) {
            try (RequestedAssociation association = test.client().open(echo(server))) {
                Requests.echo(association);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The loop goes on for a thread that is interrupted, which has its interrupt afterwards. */
    @Test
    void areLeftByAnInterrupt() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                test.client().open(test.echo().build());
            } catch (InterruptedException e) {
                interrupted.countDown();
            } catch (AssociationException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        try (ScriptedPeer peer = test.acceptor().accept(Segmentation.AS_WRITTEN)) {
            peer.expectPdu("RQ");
            waiting.interrupt();
            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
            peer.expect("<A0>");
        }
    }

    @Test
    void endByAnAbortOfAnothers() throws Exception {
        try (TestClient.Opening opening = test.open(test.echo().build(), Segmentation.AS_WRITTEN)) {
            RequestedAssociation association = opening.accept();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(association::close);
            opening.peer().expect("<A-RELEASE-RQ>");
            association.abort(AbortReason.SERVICE_USER);
            opening.peer().expect("<A0>").finish();
            closing.get(30, TimeUnit.SECONDS);
            Awaitility.await().atMost(PATIENCE).until(() -> association.end().isPresent());
            assertThat(association.end().orElseThrow().kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
        }
    }

    @Test
    void areNotBegunByAClientThatIsClosed() {
        Client client = Client.builder().loops(1).build();
        client.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> client.open(test.echo().build()))
                .withMessageContaining("closed");
    }

    private static AssociationProposal echo(Server server) {
        return AssociationProposal.to("127.0.0.1", server.port())
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION)
                .build();
    }
}
