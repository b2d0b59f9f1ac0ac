package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.io.OpenFiles;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.UsedHeap;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.script.ScriptedAcceptor;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.tls.TlsIdentity;

/**
 * Associations of a client one after another, honest ones and those that fail in each way: 2,000 of each, as many as {@code
 * -Dpacsscp.leaks=10000} says, which CI does, or 100,000 with {@code -Drobustness.full=true}. They leave threads as
 * they were, not one socket more, no more selectors than are kept for the next ones, and at most 1 MiB of heap.
 */
class ClientLeaksIT {
    private static final int MANY =
            Boolean.getBoolean("robustness.full") ? 100_000 : Integer.getInteger("pacsscp.leaks", 2_000);
    private static final int TO_WARM_UP = 1_000;
    private static final int ONE_WITH_TLS_IN = 41;
    private static final long MEBIBYTE = 1 << 20;
    private static final String NO_CONTEXT =
            "02 00 {4: <fixed> <application> 21 00 {2: 01 00 03 00 40 00 {2: }} <user>}";

    /** What a server does once it has heard the request for an association. */
    private static final List<ScriptedAcceptor.Dialogue> FAULTS = List.of(
            // There is no association.
            peer -> peer.send("<RJ(1,1,7)>").expectEnd(),
            peer -> peer.send("<RJ(2,3,2)>").expectEnd(),
            peer -> peer.send("<A0>").expectEnd(),
            peer -> peer.send("<A2/0>").expectEnd(),
            peer -> peer.endSending().expectEnd(),
            peer -> peer.reset(),
            peer -> peer.send("02 00 00000100 0001").reset(),
            peer -> peer.send("02 00 FFFFFFFF").expect("<A2/6>").finish(),
            peer -> peer.send("'HTTP/1.1 400 Bad Request'").expect("<A2/1>").finish(),
            peer -> peer.send(NO_CONTEXT)
                    .expect("<A-RELEASE-RQ>")
                    .send("<A-RELEASE-RP>")
                    .expectEnd(),
            peer -> peer.send(NO_CONTEXT).expect("<A-RELEASE-RQ>").reset(),
            // There is one, and the request is not answered.
            peer -> peer.send("<A-ASSOCIATE-AC>").endSending().hearEverything(),
            peer -> peer.send("<A-ASSOCIATE-AC>").expect("<C-ECHO-RQ 1>").reset(),
            peer -> peer.send("<A-ASSOCIATE-AC>")
                    .expect("<C-ECHO-RQ 1>")
                    .send("<A0>")
                    .expectEnd(),
            peer -> peer.send("<A-ASSOCIATE-AC>")
                    .expect("<C-ECHO-RQ 1>")
                    .send("<A-RELEASE-RQ>")
                    .expect("<A-RELEASE-RP>")
                    .finish(),
            peer -> peer.send("<A-ASSOCIATE-AC>")
                    .expect("<C-ECHO-RQ 1>")
                    .send("<C-ECHO-RSP 2 0000H>")
                    .expect("<A0>")
                    .finish(),
            peer -> peer.send("<A-ASSOCIATE-AC>")
                    .expect("<C-ECHO-RQ 1>")
                    .send("04 00 {4: {4: 01 02 0000}}")
                    .expect("<A2/5>")
                    .finish(),
            peer -> peer.send("<A-ASSOCIATE-AC>")
                    .expect("<C-ECHO-RQ 1>")
                    .send("04 00 {4: {4: 01 03 0000 0001 FFFFFFFF}}")
                    .expect("<A0>")
                    .reset(),
            peer -> peer.send("<A-ASSOCIATE-AC>")
                    .expect("<C-ECHO-RQ 1>")
                    .send("04 00 00001000 00000FFC 01 01")
                    .reset());

    /** As many more, for a client that soon loses its patience. */
    private static final List<ScriptedAcceptor.Dialogue> SILENCES = List.of(
            peer -> peer.hearEverything(),
            peer -> peer.send("02 00 00000100 0001").hearEverything(),
            peer -> peer.send("<A-ASSOCIATE-AC>").hearEverything());

    @TempDir
    private static Path directory;

    private final PrintStream standardError = System.err;
    private final List<AutoCloseable> closed = new ArrayList<>();

    /** Nobody reads thousands of lines about servers that fail, and kept they would look like a leak. */
    @BeforeEach
    void muteLog() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closed) {
            each.close();
        }
        System.setErr(standardError);
    }

    @Test
    void honestOnesLeaveNothing() throws Exception {
        TlsIdentity identity = TlsIdentity.forHost("localhost");
        Path key = Files.writeString(directory.resolve("server.key"), identity.privateKeyPem());
        Path certificate = Files.writeString(directory.resolve("server.crt"), identity.certificatePem());
        Server server = opened(TestServer.builder()
                .loops(1)
                .endpoints(
                        Endpoint.plain(TestServer.LOOPBACK),
                        Endpoint.tls(
                                TestServer.LOOPBACK,
                                TlsConfig.builder().key(key, certificate).build()))
                .build());
        server.start();
        Client client = opened(Client.builder()
                .loops(1)
                .tls(ClientTls.builder().trust(certificate).build())
                .build());
        AssociationProposal plain = proposal(server.endpoints().get(0).address().getPort())
                .withoutTls(true)
                .build();
        AssociationProposal secured =
                proposal(server.endpoints().get(1).address().getPort()).build();

        assertNothingLeaks(client, i -> {
            try (RequestedAssociation association = client.open(i % ONE_WITH_TLS_IN == 0 ? secured : plain)) {
                Requests.echo(association);
            }
        });
    }

    @Test
    void thoseThatFailLeaveNothing() throws Exception {
        ScriptedAcceptor acceptor = opened(ScriptedAcceptor.listen());
        Client client = opened(Client.builder().loops(1).build());
        AssociationProposal toNobody = proposal(Ports.free()).build();
        AssociationProposal toAcceptor = proposal(acceptor.port()).build();

        assertNothingLeaks(client, i -> {
            int kind = i % (FAULTS.size() + 1);
            if (kind == FAULTS.size()) {
                assertThat(echo(client, toNobody)).isInstanceOf(AssociationException.class);
            } else {
                assertFails(acceptor, FAULTS.get(kind), client, toAcceptor);
            }
        });
    }

    /** Each takes as long as its deadline, so that there are fewer. */
    @Test
    void thoseThatTimeOutLeaveNothing() throws Exception {
        Duration soon = Duration.ofMillis(5);
        ScriptedAcceptor acceptor = opened(ScriptedAcceptor.listen());
        Client client = opened(Client.builder()
                .loops(1)
                .timeouts(Timeouts.builder()
                        .accept(soon)
                        .response(soon)
                        .release(soon)
                        .artim(soon)
                        .build())
                .build());
        AssociationProposal proposal = proposal(acceptor.port()).build();

        assertNothingLeaks(
                client,
                TO_WARM_UP / 10,
                MANY / 10,
                i -> assertFails(acceptor, SILENCES.get(i % SILENCES.size()), client, proposal));
    }

    private static void assertFails(
            ScriptedAcceptor acceptor, ScriptedAcceptor.Dialogue fault, Client client, AssociationProposal proposal)
            throws Exception {
        ScriptedAcceptor.Play play = acceptor.play(Segmentation.AS_WRITTEN, peer -> {
            peer.expectPdu("RQ");
            fault.hold(peer);
        });
        assertThat(echo(client, proposal)).isInstanceOfAny(AssociationException.class, InvocationException.class);
        play.verify();
    }

    /** Returns why there was no answer. */
    private static Exception echo(Client client, AssociationProposal proposal) throws InterruptedException {
        try (RequestedAssociation association = client.open(proposal);
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            throw new AssertionError("answered with " + echo.next().status());
        } catch (IOException | InvocationException e) {
            return e;
        }
    }

    private interface Call {
        void make(int number) throws Exception;
    }

    private static void assertNothingLeaks(Client client, Call call) throws Exception {
        assertNothingLeaks(client, TO_WARM_UP, MANY, call);
    }

    private static void assertNothingLeaks(Client client, int toWarmUp, int many, Call call) throws Exception {
        OpenFiles.Before before = OpenFiles.Before.now();
        make(toWarmUp, call, client);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long heap = UsedHeap.bytes();

        make(many, call, client);

        patiently()
                .untilAsserted(
                        () -> assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                                .isLessThanOrEqualTo(threads));
        before.assertNothingIsLeft();
        assertThat(UsedHeap.bytes()).isLessThan(heap + MEBIBYTE);
        assertThat(client.statistics().associationsOpened()
                        + client.statistics().associationsFailed())
                .isGreaterThanOrEqualTo(many);
    }

    private static void make(int times, Call call, Client client) throws Exception {
        for (int i = 0; i < times; i++) {
            call.make(i);
        }
        patiently().untilAsserted(() -> assertThat(client.associations()).isEmpty());
        TestServer.awaitNoWorkerAtWork();
    }

    private static AssociationProposal.Builder proposal(int port) {
        return AssociationProposal.to("localhost", port)
                .calledAeTitle("PACS_SCP")
                .context(SopClass.VERIFICATION);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        closed.add(0, resource);
        return resource;
    }
}
