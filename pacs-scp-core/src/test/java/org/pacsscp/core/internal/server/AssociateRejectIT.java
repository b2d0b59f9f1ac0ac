package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Requests that can be read but are not accepted: PS3.8 section 9.3.4. */
@ParameterizedClass
@EnumSource
class AssociateRejectIT {
    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server =
            TestServer.with(builder -> builder.aeTitle("PACS_SCP", "SECOND").policy(AssociateRejectIT::decide));

    AssociateRejectIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0000 | 'PACS_SCP        ' | 'SCRIPTED_PEER   ' | <RJ(1,2,2)>
            0002 | 'PACS_SCP        ' | 'SCRIPTED_PEER   ' | <RJ(1,2,2)>
            FFFE | 'PACS_SCP        ' | 'SCRIPTED_PEER   ' | <RJ(1,2,2)>
            0001 | 'OTHER           ' | 'SCRIPTED_PEER   ' | <RJ(1,1,7)>
            0001 | 'pacs_scp        ' | 'SCRIPTED_PEER   ' | <RJ(1,1,7)>
            0001 | '                ' | 'SCRIPTED_PEER   ' | <RJ(1,1,7)>
            0001 | 'PACS' 000000000000000000000000 | 'SCRIPTED_PEER   ' | <RJ(1,1,7)>
            0001 | 'PACS_SCP        ' | '                ' | <RJ(1,1,3)>
            0001 | 'PACS_SCP        ' | 'BACK' 5C 'SLASH      ' | <RJ(1,1,3)>
            0001 | 'PACS_SCP        ' | 'B' 0A 'D            ' 1B | <RJ(1,1,3)>
            0001 | 'PACS_SCP        ' | 'STRANGER        ' | <RJ(1,1,3)>
            0001 | 'PACS_SCP        ' | 'LATER           ' | <RJ(2,1,1)>
            """)
    void isForTheFixedFields(String version, String called, String calling, String answer) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(request(version, called, calling)).expect(answer).finish();
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0001 | 'SECOND          ' | 'SCRIPTED_PEER   '
            0001 | '  PACS_SCP      ' | 'SCRIPTED_PEER   '
            0001 | 'PACS_SCP        ' | '     A TITLE    '
            0001 | 'PACS_SCP' 0000000000000000 | 'SCRIPT' 00000000000000000000
            0003 | 'PACS_SCP        ' | 'SCRIPTED_PEER   '
            FFFF | 'PACS_SCP        ' | 'SCRIPTED_PEER   '
            """)
    void isNotForFixedFieldsThatWillDo(String version, String called, String calling) throws IOException {
        String fixed = " 0000 " + called + calling + "<reserved> <application>";
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send("01 00 {4: " + version + fixed + "<context> <user>}")
                    .expect("02 00 {4: 0001" + fixed + "<accepted> <our user>}")
                    .release();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            application context other   | 10 00 {2: '1.2.840.10008.3.1.1.2'} <context> <user>                  | <RJ(1,1,2)>
            application context empty   | 10 00 {2: } <context> <user>                                         | <RJ(1,1,2)>
            application context absent  | <context> <user>                                                     | <RJ(1,1,2)>
            maximum length 1            | <application> <context> 50 00 {2: 51 00 {2: 00000001} <class uid>}   | <RJ(1,1,1)>
            maximum length 7            | <application> <context> 50 00 {2: 51 00 {2: 00000007} <class uid>}   | <RJ(1,1,1)>
            """)
    void isForTheItems(String what, String items, String answer) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request(items)).expect(answer).finish();
        }
    }

    @ParameterizedTest
    @CsvSource({"'FAULT           ',policy fails on purpose", "'BAD FAULT       ',policy fails badly on purpose"})
    void isTransientWhenThePolicyFails(String calling, String fault) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(request("0001", "<called>", "'" + calling + "'"))
                    .expect("<RJ(2,2,1)>")
                    .finish();
        }

        server.log().assertError("policy failed");
        assertThat(server.log().text()).contains(fault);
    }

    @Test
    void isTransientWhenThePolicyDecidesNothing() throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(request("0001", "<called>", "'NOTHING         '"))
                    .expect("<RJ(2,2,1)>")
                    .finish();
        }

        server.log().assertError("policy returned null");
    }

    @Test
    void isToldToListeners() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(request("0001", "<called>", "'LATER           '"))
                    .expect("<RJ(2,1,1)>")
                    .finish();
        }

        assertThat(server.witness().rejected()).isEqualTo(RejectReason.NO_REASON_GIVEN_TRANSIENT);
        assertThat(server.server().statistics())
                .returns(1L, statistics -> statistics.associationsRejected())
                .returns(0L, statistics -> statistics.associationsOpened());
    }

    @Test
    void isForContextsOfWhichNoneIsAcceptableIfToldSo() throws IOException {
        String none = Words.request("<application> 20 00 {2: 01 00 00 00 30 00 {2: '1.2.3'} <implicit>} <user>");
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(none)
                    .expect(Words.acceptance("21 00 {2: 01 00 03 00 <implicit>} <our user>"))
                    .release();
        }
        try (Server strict =
                        TestServer.builder().rejectWithoutContext(true).build().start();
                ScriptedPeer peer = Peers.connect(strict.endpoints().get(0).address(), segmentation)) {
            peer.send(none).expect("<RJ(1,1,1)>").finish();
            TestServer.assertEchoes(strict);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'WHOEVER         '",
                "'                '",
                "'WHOEVER' 00 'GARBAGE' 0A",
                "'WHO' 0A 'EVER' 00 00 00 00 00 00 00 00",
                "00 'GARBAGE' E4 'GARBAGE'"
            })
    void isNotForACalledAeTitleIfAnyWillDo(String called) throws IOException {
        String fixed = " 0000 " + called + " <calling> <reserved> <application>";
        try (Server open = TestServer.builder().anyCalledAeTitle(true).build().start();
                ScriptedPeer peer = Peers.connect(open.endpoints().get(0).address(), segmentation)) {
            peer.send("01 00 {4: 0001" + fixed + "<context> <user>}")
                    .expect("02 00 {4: 0001" + fixed + "<accepted> <our user>}")
                    .release();
        }
    }

    /** Refuses by the calling AE title; those that the tests here do not name come in. */
    @SuppressWarnings("NullAway") // the contract is broken on purpose
    private static AssociationDecision decide(AssociationRequest request) {
        return switch (request.callingAeTitle().value()) {
            case "STRANGER" -> AssociationDecision.reject(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
            case "LATER" -> AssociationDecision.reject(RejectReason.NO_REASON_GIVEN_TRANSIENT, "come back later");
            case "FAULT" -> throw new IllegalStateException("policy fails on purpose");
            case "BAD FAULT" -> throw new AssertionError("policy fails badly on purpose");
            case "NOTHING" -> null;
            default -> AssociationDecision.accept();
        };
    }

    private static String request(String version, String called, String calling) {
        return "01 00 {4: " + version + " 0000 " + called + calling + "<reserved> <application> <context> <user>}";
    }
}
