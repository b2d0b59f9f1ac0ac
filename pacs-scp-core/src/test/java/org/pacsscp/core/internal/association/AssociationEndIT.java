package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/** How the end of an association is told, and what the application can do to bring it about. */
class AssociationEndIT {
    @RegisterExtension
    private final TestServer server = TestServer.withDefaults();

    @ParameterizedTest
    @CsvSource({
        "00 00, SERVICE_USER",
        "00 06, SERVICE_USER",
        "02 00, REASON_NOT_SPECIFIED",
        "02 01, UNRECOGNIZED_PDU",
        "02 02, UNEXPECTED_PDU",
        "02 04, UNRECOGNIZED_PDU_PARAMETER",
        "02 05, UNEXPECTED_PDU_PARAMETER",
        "02 06, INVALID_PDU_PARAMETER_VALUE",
        "02 03, REASON_NOT_SPECIFIED",
        "01 00, REASON_NOT_SPECIFIED"
    })
    void isAnAbortOfThePeer(String sourceAndReason, AbortReason reason) throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect()) {
            peer.associate().send("07 00 00000004 00 00 " + sourceAndReason).expectEnd();
        }

        AssociationEnd end = server.witness().ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_PEER);
        assertThat(end.abortReason()).contains(reason);
        assertThat(server.server().statistics().associationsAborted()).isOne();
    }

    @Test
    void isAReleaseByThePeer() throws IOException, InterruptedException {
        ClientSession session;
        try (ScriptedPeer peer = server.connect()) {
            peer.associate();
            session = server.witness().opened();
            peer.send("<C-ECHO-RQ>").expect("<0000H>").release();
        }

        AssociationEnd end = server.witness().ended();
        assertThat(end)
                .isEqualTo(new AssociationEnd(AssociationEnd.Kind.RELEASED_BY_PEER, Optional.empty(), end.detail()));
        assertThat(session.end()).contains(end);
        assertThat(session.counters())
                .isEqualTo(new Association.Counters(
                        1,
                        1,
                        Words.bytes("<A-ASSOCIATE-RQ><C-ECHO-RQ><A-RELEASE-RQ>").length,
                        Words.bytes("<A-ASSOCIATE-AC><0000H><A-RELEASE-RP>").length));
        assertThat(server.server().statistics().associationsReleased()).isOne();
    }

    @Test
    void isALossAtTheEndOfTheStream() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect()) {
            peer.associate().send("04 00 0000").finish();
        }

        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
    }

    @Test
    void isALossAtAReset() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect()) {
            peer.associate().reset();
        }

        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
    }

    @ParameterizedTest
    @EnumSource
    void isAnAbortOfTheApplication(AbortReason reason) throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect()) {
            peer.associate();
            ClientSession session = server.witness().opened();
            session.abort(reason);
            session.abort(AbortReason.UNEXPECTED_PDU);

            peer.expect("07 00 00000004 00 00 %02X %02X".formatted(reason.source(), reason.reason()))
                    .finish();
            session.abort(reason);
        }

        AssociationEnd end = server.witness().ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
        assertThat(end.abortReason()).contains(reason);
    }

    /** After an A-ABORT nothing else is sent, though the message that was under way goes on to its end. */
    @Test
    void leavesAHalfSentRequestUnanswered() throws IOException, InterruptedException {
        byte[] request = Words.bytes("<C-ECHO-RQ>");
        for (int sent = 1; sent < request.length; sent++) {
            try (ScriptedPeer peer = server.connect()) {
                peer.associate().send(request, 0, sent);
                ClientSession session = server.witness().opened();
                long received = (long) Words.bytes("<A-ASSOCIATE-RQ>").length + sent;
                TestServer.patiently().until(() -> session.counters().bytesReceived() == received);
                session.abort(AbortReason.SERVICE_USER);

                peer.expect("<A0>").send(request, sent, request.length - sent).finish();
            }
        }
    }
}
