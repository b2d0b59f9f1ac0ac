package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedAcceptor;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * A client for each test, and a scripted acceptor to connect to. Whatever a test's acceptor has done to the client,
 * afterwards no association is left and no worker is at work, the next acceptor is echoed as if nothing had happened, and
 * nothing was logged as an ERROR.
 */
final class TestClient implements BeforeEachCallback, AfterEachCallback {
    private static final int PATIENCE_SECONDS = 30;

    private final UnaryOperator<ClientBuilder> options;
    private final CapturedLog log = new CapturedLog();
    private @Nullable Client client;
    private @Nullable ScriptedAcceptor acceptor;

    private TestClient(UnaryOperator<ClientBuilder> options) {
        this.options = options;
    }

    static TestClient withDefaults() {
        return with(builder -> builder);
    }

    static TestClient with(UnaryOperator<ClientBuilder> options) {
        return new TestClient(options);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        log.beforeEach(context);
        client = options.apply(Client.builder().loops(1)).build();
        acceptor = ScriptedAcceptor.listen();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try {
            if (context.getExecutionException().isEmpty()) {
                patiently()
                        .untilAsserted(() -> assertThat(client().associations()).isEmpty());
                TestServer.awaitNoWorkerAtWork();
                assertEchoes();
            }
        } finally {
            client().close();
            acceptor().close();
            log.afterEach(context);
        }
    }

    Client client() {
        return Objects.requireNonNull(client, "client of this test");
    }

    ScriptedAcceptor acceptor() {
        return Objects.requireNonNull(acceptor, "acceptor of this test");
    }

    CapturedLog log() {
        return log;
    }

    /** A proposal of Verification to the scripted acceptor. */
    AssociationProposal.Builder echo() {
        return proposal().context(SopClass.VERIFICATION);
    }

    /** A proposal to the scripted acceptor, of nothing yet. */
    AssociationProposal.Builder proposal() {
        return AssociationProposal.to("127.0.0.1", acceptor().port()).calledAeTitle("PACS_SCP");
    }

    /** Waits for an association on a thread of its own, and takes the connection that comes of that; the peer has heard the request. */
    Opening open(AssociationProposal proposal, Segmentation segmentation) throws IOException {
        return open(client(), proposal, segmentation);
    }

    /** As another client than that of this test. */
    Opening open(Client by, AssociationProposal proposal, Segmentation segmentation) throws IOException {
        CompletableFuture<RequestedAssociation> wanted = opening(by, proposal);
        ScriptedPeer peer = acceptor().accept(segmentation);
        peer.expectPdu("RQ");
        return new Opening(peer, wanted);
    }

    /** A thread waits for the association, which an interrupt ends if the future is cancelled. */
    private static CompletableFuture<RequestedAssociation> opening(Client by, AssociationProposal proposal) {
        CompletableFuture<RequestedAssociation> wanted = new CompletableFuture<>();
        Thread waiting = new Thread(
                () -> {
                    try {
                        wanted.complete(by.open(proposal));
                    } catch (AssociationException | InterruptedException | RuntimeException | Error e) {
                        wanted.completeExceptionally(e);
                    }
                },
                "waits for an association");
        waiting.setDaemon(true);
        waiting.start();
        var unused = wanted.whenComplete((association, failure) -> {
            if (failure instanceof CancellationException) {
                waiting.interrupt();
            }
        });
        return wanted;
    }

    /** An association that was requested, and the peer that is to answer. */
    record Opening(ScriptedPeer peer, CompletableFuture<RequestedAssociation> wanted) implements AutoCloseable {
        /** Accepts Verification. */
        RequestedAssociation accept() throws Exception {
            peer.send("<A-ASSOCIATE-AC>");
            return association();
        }

        RequestedAssociation association() throws Exception {
            peer.flush();
            return wanted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        /** Why there is no association. */
        AssociationException failure() throws InterruptedException, TimeoutException {
            try {
                RequestedAssociation association = wanted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                throw new AssertionError("expected no association, there is " + association);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AssociationException failure) {
                    return failure;
                }
                throw new AssertionError("expected an AssociationException", e.getCause());
            }
        }

        @Override
        public void close() throws IOException {
            peer.close();
        }
    }

    /** How an association ended, waiting for it. */
    static AssociationEnd end(RequestedAssociation association) throws Exception {
        return association.whenEnded().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** An acceptor that does nothing wrong gets an echo, and a release. */
    private void assertEchoes() throws Exception {
        ScriptedAcceptor.Play play = acceptor().play(Segmentation.AS_WRITTEN, peer -> {
            peer.expectPdu("RQ");
            peer.send("<A-ASSOCIATE-AC>").expect("<C-ECHO-RQ 1>");
            peer.send("<C-ECHO-RSP 1 0000H>").expect("<A-RELEASE-RQ>");
            peer.send("<A-RELEASE-RP>").expectEnd();
        });
        try (RequestedAssociation association = client().open(echo().build())) {
            Requests.echo(association);
        }
        play.verify();
    }
}
