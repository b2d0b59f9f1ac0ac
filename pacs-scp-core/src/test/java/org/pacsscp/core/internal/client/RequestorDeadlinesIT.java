package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pacsscp.core.internal.support.TestServer.patiently;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.Segmentation;

/** Servers that fall silent: each state of the requestor ends, and says whose deadline it was. */
class RequestorDeadlinesIT {
    private static final Duration SHORT = Duration.ofMillis(100);

    @RegisterExtension
    private final TestClient test = TestClient.withDefaults();

    /** However slowly the answer drips. */
    @ParameterizedTest
    @ValueSource(strings = {"", "02", "02 00 000000FF 0001"})
    void thePeerDoesNotAnswerTheRequest(String begun) throws Exception {
        try (Client client = client(timeouts -> timeouts.accept(SHORT));
                TestClient.Opening opening = open(client)) {
            opening.peer().send(begun).expect("<A0>");
            var failure = opening.failure();
            assertThat(failure.kind()).isEqualTo(Kind.ACCEPT_TIMED_OUT);
            assertThat(failure).hasMessageContaining("Timeouts.accept").hasMessageContaining("PACS_SCP at 127.0.0.1");
            opening.peer().finish();
        }
    }

    @Test
    void thePeerDoesNotAnswerARequestOfOurs() throws Exception {
        try (Client client = client(timeouts -> timeouts.response(SHORT));
                TestClient.Opening opening = open(client);
                RequestedAssociation association = opening.accept();
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            opening.peer().expect("<C-ECHO-RQ 1>");
            InvocationException e = catchThrowableOfType(InvocationException.class, echo::next);
            assertThat(e.reason()).isEqualTo(InvocationException.Cause.TIMED_OUT);
            assertThat(e).hasMessageContaining("Timeouts.response");
            // A late answer is nobody's fault.
            opening.peer().send("<C-ECHO-RSP 1 0000H>").expectNothingYet();
            association.abort(AbortReason.SERVICE_USER);
            opening.peer().expect("<A0>").finish();
        }
    }

    @Test
    void thePeerDoesNotAnswerTheRelease() throws Exception {
        try (Client client = client(timeouts -> timeouts.release(SHORT));
                TestClient.Opening opening = open(client)) {
            RequestedAssociation association = opening.accept();
            association.release();
            opening.peer().expect("<A-RELEASE-RQ>").expect("<A0>").finish();
            AssociationEnd end = TestClient.end(association);
            assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
            assertThat(end.detail()).contains("Timeouts.release");
        }
    }

    /** close() waits no longer than that, either. */
    @Test
    void thePeerDoesNotAnswerTheReleaseOfClose() throws Exception {
        try (Client client = client(timeouts -> timeouts.release(SHORT));
                TestClient.Opening opening = open(client)) {
            RequestedAssociation association = opening.accept();
            association.close();
            assertThat(association.end().orElseThrow().kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
            opening.peer().expect("<A-RELEASE-RQ>").expect("<A0>").finish();
        }
    }

    /** Nor for a peer that begins a message and drips: one that nobody has asked for, or the late answer to a request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "04 00 00000100 000000FC 01 01",
                "04 00 {4: {4: 01 01 0000} {4: 01 01 0000}}",
                "04 00 {4: {4: 01 03 0000 0001 02000000 3080 0000 2001 02000000 0100 <data set>}} 04 00 {4: {4: 01 00 0000}}"
            })
    void thePeerIsInTheMiddleOfAMessageWhenItIsClosed(String begun) throws Exception {
        try (Client client = client(timeouts -> timeouts.release(SHORT).response(SHORT));
                TestClient.Opening opening = open(client)) {
            RequestedAssociation association = opening.accept();
            OngoingInvocation echo = association.begin(Requests.echoRequest());
            opening.peer().expect("<C-ECHO-RQ 1>");
            assertThat(catchThrowableOfType(InvocationException.class, echo::next)
                            .reason())
                    .isEqualTo(InvocationException.Cause.TIMED_OUT);
            // Of what has not come when it is closed, nothing is waited for.
            long received = association.counters().bytesReceived() + Words.bytes(begun).length;
            opening.peer().send(begun);
            patiently().until(() -> association.counters().bytesReceived() == received);
            opening.peer().expectNothingYet();
            association.close();
            AssociationEnd end = association.end().orElseThrow();
            assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
            assertThat(end.detail()).contains("Timeouts.release");
            opening.peer().expect("<A0>").finish();
        }
    }

    /** It is our turn to speak, so nothing is wrong: the association is released. */
    @Test
    void nobodyUsesTheAssociation() throws Exception {
        try (Client client = client(timeouts -> timeouts.idle(SHORT));
                TestClient.Opening opening = open(client)) {
            RequestedAssociation association = opening.accept();
            opening.peer().expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        }
    }

    /** A response may take longer than an association may be idle: it has a deadline of its own. */
    @Test
    void thePeerTakesLongerForAResponseThanAnAssociationMayBeIdle() throws Exception {
        try (Client client = client(timeouts -> timeouts.idle(SHORT).response(Duration.ofSeconds(30)));
                TestClient.Opening opening = open(client);
                RequestedAssociation association = opening.accept();
                OngoingInvocation echo = association.begin(Requests.echoRequest())) {
            opening.peer().expect("<C-ECHO-RQ 1>");
            assertThat(opening.peer().isSilentFor(5 * (int) SHORT.toMillis())).isTrue();
            opening.peer().send("<C-ECHO-RSP 1 0000H>");
            assertThat(echo.next().status()).isEqualTo(DimseStatus.SUCCESS);
            opening.peer().expect("<A-RELEASE-RQ>").send("<A-RELEASE-RP>").expectEnd();
        }
    }

    /** ARTIM (PS3.8 9.1.5): after the end the peer has so long to close the connection. */
    @Test
    void thePeerDoesNotCloseTheConnection() throws Exception {
        try (Client client = client(timeouts -> timeouts.artim(SHORT));
                TestClient.Opening opening = open(client)) {
            RequestedAssociation association = opening.accept();
            association.abort(AbortReason.SERVICE_USER);
            opening.peer().expect("<A0>").expectEnd();
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
        }
    }

    @Test
    void thePeerDoesNotReadWhatWeSend() throws Exception {
        try (Client client = client(timeouts -> timeouts.write(SHORT));
                TestClient.Opening opening = open(
                        client,
                        test.proposal().context(SopClass.CT_IMAGE_STORAGE).build())) {
            RequestedAssociation association = opening.accept();
            InvocationException e = catchThrowableOfType(
                    InvocationException.class, () -> association.begin(Requests.store(new byte[64 << 20])));
            assertThat(e.reason()).isEqualTo(InvocationException.Cause.ASSOCIATION_ENDED);
            assertThat(TestClient.end(association).kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
            assertThat(TestClient.end(association).detail()).contains("Timeouts.write");
        }
    }

    /** A client that closes gives what is under way so long, and then aborts it. */
    @Test
    void thePeerIsNotDoneWhenTheClientCloses() throws Exception {
        Client client = client(timeouts -> timeouts.drain(SHORT));
        try (TestClient.Opening opening = open(client)) {
            RequestedAssociation association = opening.accept();
            OngoingInvocation echo = association.begin(Requests.echoRequest());
            opening.peer().expect("<C-ECHO-RQ 1>");
            Thread closing = new Thread(client::close, "closes the client");
            closing.start();
            opening.peer().expect("<A0>").finish();
            closing.join();
            assertThat(association.end().orElseThrow().kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
            assertThat(catchThrowableOfType(InvocationException.class, echo::next)
                            .reason())
                    .isEqualTo(InvocationException.Cause.ASSOCIATION_ENDED);
        }
    }

    private static Client client(UnaryOperator<Timeouts.Builder> timeouts) {
        return Client.builder()
                .loops(1)
                .timeouts(timeouts.apply(Timeouts.builder()).build())
                .build();
    }

    private TestClient.Opening open(Client client) throws Exception {
        return open(client, test.echo().build());
    }

    private TestClient.Opening open(Client client, AssociationProposal proposal) throws Exception {
        return test.open(client, proposal, Segmentation.AS_WRITTEN);
    }
}
