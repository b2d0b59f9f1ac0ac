package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Retrieve;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * What a peer sends after we have asked for the release, before it has heard of that (Sta7, AR-6). It is taken; but PS3.8
 * Table 9-10 lets us send no data any more, so that no request of its can be answered.
 */
class DataAfterReleaseRequestIT {
    private final AtomicInteger served = new AtomicInteger();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.timeouts(
                    Timeouts.builder().response(Duration.ofMillis(100)).build())
            .handler(LambdaHandler.inline(
                    request -> countAndSucceed(),
                    ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ)))
            .handler(LambdaHandler.worker(action -> countAndSucceed(), Dimse.storage(), Dimse.find()))
            .handler(Retrieve.handler(action -> DimseStatus.SUCCESS)));

    private DimseStatus countAndSucceed() {
        served.incrementAndGet();
        return DimseStatus.SUCCESS;
    }

    @Test
    void servesNoRequest() throws Exception {
        try (ScriptedPeer peer = askedForRelease()) {
            peer.send("<C-ECHO-RQ 1>" + Dimse.storeRequest(2) + Dimse.last(Dimse.STORAGE, "0000") + Dimse.cancel(2)
                            + "<A-RELEASE-RP>")
                    .expectEnd();
        }
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        assertThat(served).hasValue(0);
        assertThat(server.server().statistics().requestsAnswered()).isZero();
    }

    /** The request is lost as such, and the release is not. */
    @Test
    void servesNoRequestWhereThePeerAsksForTheReleaseToo() throws Exception {
        try (ScriptedPeer peer = askedForRelease()) {
            peer.send("<C-ECHO-RQ 1><A-RELEASE-RQ><A-RELEASE-RP>")
                    .expect("<A-RELEASE-RP>")
                    .finish();
        }
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
        assertThat(served).hasValue(0);
    }

    /** What is dropped is judged all the same. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            an unknown context          | 04 00 {4: {4: 07 03 0000}}         | <A2/6>
            data where a command is due | 04 00 {4: {4: 01 02 0000}}         | <A2/5>
            no command at all           | 04 00 {4: {4: 01 03 0000}}         | <A0>
            a response to nothing       | <C-ECHO-RSP 9 0000H>               | <A0>
            no PDU                      | 2F                                 | <A2/1>
            """)
    void judgesWhatComes(String what, String sent, String answer) throws Exception {
        try (ScriptedPeer peer = askedForRelease()) {
            peer.send(sent).expect(answer).finish();
        }
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
    }

    /** The peer has not given its answer up, as we have: it comes late, and is nobody's fault. */
    @Test
    void takesTheResponseToARequestOfOurs() throws Exception {
        try (ScriptedPeer peer = server.connect()) {
            Retrieve.associate(peer);
            CompletionStage<ReceivedResponse> given = server.witness().opened().invoke(Retrieve.store(new byte[2]));
            peer.expect(Retrieve.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0000"));
            InvokeIT.assertFails(given, InvocationException.Cause.TIMED_OUT);
            server.server().sessions().get(0).release();
            peer.expect("<A-RELEASE-RQ>")
                    .send(Dimse.storeResponse(1, 0x0000) + "<A-RELEASE-RP>")
                    .expectEnd();
        }
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_US);
    }

    private ScriptedPeer askedForRelease() throws IOException, InterruptedException {
        ScriptedPeer peer = Dimse.associate(server.connect());
        server.witness().opened().release();
        return peer.expect("<A-RELEASE-RQ>");
    }
}
