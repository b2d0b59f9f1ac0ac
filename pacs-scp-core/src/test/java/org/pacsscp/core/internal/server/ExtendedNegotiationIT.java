package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** SOP class extended negotiation (PS3.7 D.3.3.5), its common form (D.3.3.6), and choices that fail. */
class ExtendedNegotiationIT {
    private static final String FIND = "56 00 {2: {2: '" + Dimse.FIND_UID + "'} %s}";
    private static final Uid QUERY_SERVICE = Uid.of("1.2.840.10008.4.2");

    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile TransferSyntaxChoice choice = TransferSyntaxChoice.SERVERS_ORDER;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(new Negotiating())
            .rejectWithoutContext(true)
            .limits(Limits.builder().maxAssociations(1).build())
            .transferSyntaxChoice((syntax, proposed, supported) -> choice.choose(syntax, proposed, supported)));

    /** Serves FIND, and negotiates as the first byte says. */
    private final class Negotiating implements ActionHandler {
        @Override
        public List<ServiceCapability> capabilities() {
            return List.of(Dimse.find());
        }

        @Override
        @SuppressWarnings("NullAway") // the contract is broken on purpose
        public Optional<byte[]> negotiate(Uid sopClassUid, byte[] information) {
            told.add(sopClassUid + " " + HexFormat.of().formatHex(information));
            return switch (information[0]) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(new byte[] {1, 0, 1});
                case 2 -> throw new IllegalStateException("on purpose");
                case 3 -> null;
                default -> Optional.of(new byte[65_535]);
            };
        }

        @Override
        public void negotiate(CommonExtendedNegotiation information) {
            told.add(information.toString());
            if (information.relatedGeneralSopClassUids().isEmpty()) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public DimseStatus handle(Action action) {
            return DimseStatus.SUCCESS;
        }
    }

    @Test
    void isAnsweredByTheHandlerOfTheSopClass() throws IOException {
        assertNegotiated(FIND.formatted("01 01 01 00"), FIND.formatted("01 00 01"));
        assertThat(told).containsExactly(Dimse.FIND_UID + " 01010100");
    }

    @Test
    void isNotAnsweredIfTheHandlerHasNoAnswer() throws IOException {
        assertNegotiated(FIND.formatted("00"), "");
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1.2.3'", "'" + "1.2.840.10008.1.1" + "'", "'no uid'"})
    void isNotAnsweredForASopClassOfNobody(String sopClass) throws IOException {
        assertNegotiated("56 00 {2: {2: " + sopClass + "} 01}", "");
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "03"})
    void isNotAnsweredIfTheHandlerFails(String information) throws IOException {
        assertNegotiated(FIND.formatted(information), "");
        server.log().assertError("failed to negotiate " + Dimse.FIND_UID);
    }

    /** Nobody is told of a request that does not come in. */
    @Test
    void doesNotHappenForARequestThatIsRejected() throws IOException {
        server.server().policy(AssociationPolicy.callingAeTitles("SOMEONE"));
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(FIND.formatted("01"))).expect("<RJ(1,1,3)>").finish();
        }
        assertThat(told).isEmpty();
        server.server().policy(AssociationPolicy.acceptAll());
    }

    @Test
    void rejectsWhereTheAnswerHasNoRoom() throws IOException {
        try (ScriptedPeer peer = server.connect()) {
            peer.send(request(FIND.formatted("04"))).expect("<RJ(2,2,1)>").finish();
        }
        server.log().assertError("negotiation with SCRIPTED_PEER failed");
    }

    /** PS3.7 D.3.3.6 has no answer. */
    @Test
    void tellsTheCommonFormToTheHandlerOfTheSopClass() throws IOException {
        assertNegotiated(common(Dimse.FIND_UID.value(), "{2: '1.2.3'} {2: '1.2.4'}"), "");
        assertNegotiated(common("1.2.3", "{2: '1.2.4'}"), "");
        assertThat(told)
                .containsExactly(new CommonExtendedNegotiation(
                                Dimse.FIND_UID, QUERY_SERVICE, List.of(Uid.of("1.2.3"), Uid.of("1.2.4")))
                        .toString());
    }

    @Test
    void bearsAHandlerThatFailsAtTheCommonForm() throws IOException {
        assertNegotiated(common(Dimse.FIND_UID.value(), ""), "");
        server.log().assertError("failed to negotiate " + Dimse.FIND_UID);
    }

    @ParameterizedTest
    @CsvSource({"SERVERS_ORDER", "PEERS_ORDER"})
    void letsTheChoiceBeOurs(String order) throws IOException {
        choice = order.equals("PEERS_ORDER")
                ? TransferSyntaxChoice.PEERS_ORDER
                : (syntax, proposed, supported) -> proposed.stream().reduce((first, last) -> last);
        String chosen = order.equals("PEERS_ORDER") ? "<implicit>" : "<explicit>";
        try (ScriptedPeer peer = server.connect()) {
            peer.send(Words.request("<application> 20 00 {2: 01 00 00 00 <verification> <implicit> <explicit>} <user>"))
                    .expect(Words.acceptance("21 00 {2: 01 00 00 00 " + chosen + "} <our user>"))
                    .release();
        }
    }

    /** There is one place: it comes back. */
    @Test
    void rejectsWhereTheChoiceFails() throws IOException {
        choice = (syntax, proposed, supported) -> {
            throw new IllegalStateException("on purpose");
        };
        for (int i = 0; i < 3; i++) {
            try (ScriptedPeer peer = server.connect()) {
                peer.send("<A-ASSOCIATE-RQ>").expect("<RJ(2,2,1)>").finish();
            }
        }
        server.log().assertError("negotiation with SCRIPTED_PEER failed");
        choice = TransferSyntaxChoice.SERVERS_ORDER;
    }

    private void assertNegotiated(String proposed, String answered) throws IOException {
        try (ScriptedPeer peer = server.connect(Segmentation.BYTE_BY_BYTE)) {
            peer.send(request(proposed))
                    .expect(Words.acceptance("<accepted>" + Dimse.accepted(Dimse.FIND)
                            + "50 00 {2: <our maximum length> <our class uid> <our version name>" + answered + "}"))
                    .release();
        }
        TestServer.awaitNoSession(server.server());
    }

    private static String request(String items) {
        return Words.request("<application> <context>" + Dimse.context(Dimse.FIND, Dimse.FIND_UID)
                + "50 00 {2: <maximum length> <class uid> <version name>" + items + "}");
    }

    /** PS3.7 Table D.3-12. */
    private static String common(String sopClass, String related) {
        return "57 00 {2: {2: '" + sopClass + "'} {2: '" + QUERY_SERVICE + "'} {2: " + related + "}}";
    }
}
