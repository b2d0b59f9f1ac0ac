package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Associations that are wanted and come to nothing: who did what, and what the peer is told. */
class NotOpenedIT {
    private final Queue<AssociationEvent.Failed> failed = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private final TestClient test = TestClient.with(builder -> builder.listener(new AssociationListener() {
        @Override
        public void failed(AssociationEvent.Failed event) {
            failed.add(event);
        }
    }));

    @Test
    void nobodyListens() throws IOException {
        int port = Ports.free();
        AssociationProposal proposal = AssociationProposal.to("127.0.0.1", port)
                .calledAeTitle("NOBODY")
                .context(SopClass.VERIFICATION)
                .build();

        AssociationException e = openFails(proposal);
        assertThat(e.kind()).isEqualTo(Kind.CONNECT_FAILED);
        assertThat(e).hasMessageContaining("NOBODY at 127.0.0.1:" + port);
        patiently().untilAsserted(() -> assertThat(failed).hasSize(1));
        assertThat(failed).singleElement().satisfies(event -> {
            assertThat(event.proposal()).isSameAs(proposal);
            assertThat(event.failure().kind()).isEqualTo(Kind.CONNECT_FAILED);
            assertThat(event.remoteAddress().getPort()).isEqualTo(port);
        });
        assertThat(test.client().statistics().associationsFailed()).isEqualTo(1);
    }

    /** RFC 6761: no such name is ever given. */
    @Test
    void theNameIsNotKnown() {
        AssociationException e = openFails(AssociationProposal.to("pacs.invalid", 11112)
                .calledAeTitle("NOBODY")
                .context(SopClass.VERIFICATION)
                .build());
        assertThat(e.kind()).isEqualTo(Kind.CONNECT_FAILED);
        assertThat(e).hasMessageContaining("pacs.invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, NO_REASON_GIVEN",
        "1, 1, 3, CALLING_AE_TITLE_NOT_RECOGNIZED",
        "1, 2, 1, PROVIDER_NO_REASON_GIVEN",
        "1, 2, 2, PROTOCOL_VERSION_NOT_SUPPORTED",
        "2, 3, 1, TEMPORARY_CONGESTION",
        "2, 3, 2, LOCAL_LIMIT_EXCEEDED"
    })
    void thePeerRejects(int result, int source, int reason, RejectReason expected) throws Exception {
        try (TestClient.Opening opening = open(test.echo().build())) {
            opening.peer()
                    .send("<RJ(%d,%d,%d)>".formatted(result, source, reason))
                    .expectEnd();
            AssociationException e = opening.failure();
            assertThat(e.kind()).isEqualTo(Kind.REJECTED);
            assertThat(e.rejectReason()).contains(expected);
            assertThat(e).hasMessageContaining(expected.description());
        }
    }

    /** An association without a context is of no use, but the peer has accepted it: it is released (PS3.8 7.2). */
    @Test
    void thePeerAcceptsNoContext() throws Exception {
        AssociationProposal proposal =
                test.echo().context(SopClass.CT_IMAGE_STORAGE).build();
        try (TestClient.Opening opening = open(proposal)) {
            opening.peer()
                    .send(acceptance("21 00 {2: 01 00 03 00 40 00 {2: }} 21 00 {2: 03 00 04 00 40 00 {2: }}"))
                    .expect("<A-RELEASE-RQ>")
                    .send("<A-RELEASE-RP>")
                    .expectEnd();
            AssociationException e = opening.failure();
            assertThat(e.kind()).isEqualTo(Kind.NO_PRESENTATION_CONTEXT);
            assertThat(e.refusedContexts())
                    .extracting(RefusedContext::reason)
                    .containsExactly(
                            RefusedContext.Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                            RefusedContext.Reason.TRANSFER_SYNTAXES_NOT_SUPPORTED);
        }
    }

    /** PS3.8 Table 9-10, AA-8: what cannot be agreed on is an invalid PDU. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            maximum length of 7         | <accepted> 50 00 {2: 51 00 {2: 00000007}}
            two results for one context | <accepted> <accepted> <acceptor's user>
            no context                  | <acceptor's user>
            another application context | 10 00 {2: '1.2.3'} <accepted> <acceptor's user>
            item past the end           | <accepted> 50 00 00FF 51 00
            """)
    void thePeersAcceptanceIsNone(String fault, String items) throws Exception {
        try (TestClient.Opening opening = open(test.echo().build())) {
            opening.peer().send(acceptance(items)).expect("<A2/6>").finish();
            AssociationException e = opening.failure();
            assertThat(e.kind()).as(fault).isEqualTo(Kind.PROTOCOL_ERROR);
            assertThat(e.abortReason()).contains(AbortReason.INVALID_PDU_PARAMETER_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'HTTP/1.1 400 Bad Request'",
                "15 03 03 0002 02 28",
                "'SSH-2.0-OpenSSH'",
                "02 00 FFFFFFFF",
                "02 00 00000043",
                "03 00 00000005"
            })
    void whatAnswersIsNoDicom(String bytes) throws Exception {
        try (TestClient.Opening opening = open(test.echo().build())) {
            opening.peer().send(bytes).expectPdu("A2/1", "A2/6");
            opening.peer().finish();
            assertThat(opening.failure().kind()).isEqualTo(Kind.PROTOCOL_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02", "02 00 00000100 0001"})
    void theConnectionEndsBeforeTheAnswer(String bytes) throws Exception {
        try (TestClient.Opening opening = open(test.echo().build())) {
            opening.peer().send(bytes).endSending().expectEnd();
            assertThat(opening.failure().kind()).isEqualTo(Kind.CONNECTION_LOST);
        }
    }

    @Test
    void nobodyWaitsForItAnyMore() throws Exception {
        try (TestClient.Opening opening = open(test.echo().build())) {
            opening.wanted().cancel(false);
            opening.peer().expectPdu("A0");
        }
    }

    @Test
    void theClientIsClosed() throws Exception {
        Client client = Client.builder().loops(1).build();
        CompletableFuture<RequestedAssociation> wanted =
                client.openAsync(test.echo().build()).toCompletableFuture();
        try (ScriptedPeer peer = test.acceptor().accept(Segmentation.AS_WRITTEN)) {
            peer.expectPdu("RQ");
            client.close();
            assertThat(new TestClient.Opening(peer, wanted).failure().kind()).isEqualTo(Kind.CLIENT_CLOSED);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> client.open(test.echo().build()))
                .withMessageContaining("closed");
    }

    private TestClient.Opening open(AssociationProposal proposal) throws IOException {
        return test.open(proposal, Segmentation.AS_WRITTEN);
    }

    private AssociationException openFails(AssociationProposal proposal) {
        return catchThrowableOfType(
                AssociationException.class, () -> test.client().open(proposal));
    }

    private static String acceptance(String items) {
        String application = items.startsWith("10 00") ? "" : "<application> ";
        return "02 00 {4: <fixed> " + application + items + "}";
    }
}
