package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** Requests that are answered, with whatever status: PS3.7 sections 9.3.5 and 10.3. */
@ParameterizedClass
@EnumSource
class EchoIT {
    private static final Uid MANAGED = Uid.of("2.25.3");

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(LambdaHandler.inline(
            action -> DimseStatus.SUCCESS,
            ServiceCapability.performer(MANAGED, CommandField.N_GET_RQ, CommandField.N_DELETE_RQ))));

    EchoIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    /** Every byte of both, counted by hand. */
    @Test
    void isTheGoldenOne() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.associate().send("""
                            04 00 0000004A                                        # P-DATA-TF, 4 + 70
                            00000046 01 03                                        # context 1, last of a command, 2 + 68
                            0000 0000 04000000 38000000                           # group length, 26 + 10 + 10 + 10
                            0000 0200 12000000 '1.2.840.10008.1.1' 00             # affected SOP class UID
                            0000 0001 02000000 3000                               # command field C-ECHO-RQ
                            0000 1001 02000000 0700                               # message id
                            0000 0008 02000000 0101                               # no data set
                            """).expect("""
                            04 00 00000054                                        # P-DATA-TF, 4 + 80
                            00000050 01 03                                        # context 1, last of a command, 2 + 78
                            0000 0000 04000000 42000000                           # group length, 26 + 4 * 10
                            0000 0200 12000000 '1.2.840.10008.1.1' 00             # affected SOP class UID
                            0000 0001 02000000 3080                               # command field C-ECHO-RSP
                            0000 2001 02000000 0700                               # message id being responded to
                            0000 0008 02000000 0101                               # no data set
                            0000 0009 02000000 0000                               # status Success
                            """).release();
        }

        assertThat(server.witness().answered()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(server.server().statistics().requestsAnswered()).isOne();
    }

    /** What is odd about a request but no fault of its own. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            no group length                   | <sop class> <echo> <id> <no data set>
            group length 0                    | 0000 0000 04000000 00000000 <sop class> <echo> <id> <no data set>
            group length too small            | 0000 0000 04000000 01000000 <sop class> <echo> <id> <no data set>
            group length too great            | 0000 0000 04000000 FFFFFFFF <sop class> <echo> <id> <no data set>
            group length of two bytes         | 0000 0000 02000000 3800 <sop class> <echo> <id> <no data set>
            element of odd length             | <sop class> <echo> <id> <no data set> 0000 0209 01000000 30
            UID without its padding           | 0000 0200 11000000 '1.2.840.10008.1.1' <echo> <id> <no data set>
            retired and private elements      | <sop class> <echo> <id> <no data set> 0000 0051 02000000 0000 0000 0150 00000000
            """)
    void succeedsFor(String what, String elements) throws IOException {
        judge(Words.message(elements), "<0000H>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a fragment for each two bytes     | {4: 01 01 0000 0001} {4: 01 01 0200} {4: 01 01 0000 3000} {4: 01 03 <sop class> <id> <no data set>}
            odd fragments                     | {4: 01 01 00} {4: 01 01 00 0001 0200 00} {4: 01 03 00 3000 <sop class> <id> <no data set>}
            an empty fragment first           | {4: 01 01} {4: 01 03 <sop class> <echo> <id> <no data set>}
            an empty fragment last            | {4: 01 01 <sop class> <echo> <id> <no data set>} {4: 01 03}
            undefined header bits             | {4: 01 FD <sop class> <echo>} {4: 01 FF <id> <no data set>}
            """)
    void succeedsForFragments(String what, String fragments) throws IOException {
        judge("04 00 {4: " + fragments + "}", "<0000H>");
        judge("04 00 {4: " + fragments.replace("} {", "}} 04 FF {4: {") + "}", "<0000H>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0                                 | <C-ECHO-RQ 0>                                               | <C-ECHO-RSP 0 0000H>
            65535                             | <C-ECHO-RQ 65535>                                           | <C-ECHO-RSP 65535 0000H>
            used again                        | <C-ECHO-RQ 1> <C-ECHO-RQ 1>                                 | <0000H> <0000H>
            several without waiting           | <C-ECHO-RQ 3> <C-ECHO-RQ 2> <C-ECHO-RQ 9>                   | <C-ECHO-RSP 3 0000H> <C-ECHO-RSP 2 0000H> <C-ECHO-RSP 9 0000H>
            """)
    void succeedsForMessageIds(String what, String sent, String answer) throws IOException {
        judge(sent, answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            odd fragments                     | 04 00 {4: {4: 01 01 00}} | <A2/6>
            UID without its padding           | 04 00 {4: {4: 01 03 0000 0200 11000000 '1.2.840.10008.1.1' <echo> <id> <no data set> 0000 0209 01000000 30}} | <A0>
            """)
    void failsForOddLengthsIfTheServerIsToldSo(String what, String sent, String answer) throws IOException {
        try (Server strict = TestServer.builder().refuseOddLengths(true).build().start();
                ScriptedPeer peer = Peers.connect(strict.endpoints().get(0).address(), segmentation)) {
            peer.associate().send(sent).expect(answer).finish();
            TestServer.assertEchoes(strict);
        }
    }

    /** A C-CANCEL-RQ (PS3.7 Table 9.3-10) of what nobody knows; the echo after it is answered, and nothing before. */
    @Test
    void succeedsAfterACancelOfNothing() throws IOException {
        String cancel = Words.messageWithGroupLength("0000 0001 02000000 FF0F 0000 2001 02000000 0500 <no data set>");

        judge(cancel + cancel + "<C-ECHO-RQ>", "<0000H>");
    }

    /** The response has no Affected SOP Class UID where the request had none. */
    @Test
    void isMistypedWithoutASopClass() throws IOException {
        judge(
                Words.messageWithGroupLength("<echo> <id> <no data set>"),
                Words.messageWithGroupLength(response("3080", "1202")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            C-ECHO of another SOP class       | <sop class 1.2> <echo>                           | 3080 | 2201
            C-STORE without a handler         | <sop class> 0000 0001 02000000 0100              | 0180 | 1102
            C-FIND without a handler          | <sop class> 0000 0001 02000000 2000              | 2080 | 1102
            an unknown operation              | <sop class> 0000 0001 02000000 FF7F              | FFFF | 1102
            """)
    void isRefused(String what, String elements, String responseField, String status) throws IOException {
        String sopClass = elements.substring(0, elements.indexOf('>') + 1);
        judge(
                Words.messageWithGroupLength(elements + " <id> <no data set>"),
                Words.messageWithGroupLength(sopClass + response(responseField, status)));
    }

    /** PS3.7 Table 10.3-4 and 10.3-12: requests of the N services name what they are about as requested, not affected. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            N-GET                             | '2.25.3'  | 1001 | 1081 | 0000
            N-GET of another SOP class        | '2.25.4'  | 1001 | 1081 | 1801
            N-DELETE of another SOP class     | '2.25.4'  | 5001 | 5081 | 1801
            N-SET without a handler           | '2.25.3'  | 2001 | 2081 | 1102
            """)
    void isAnsweredForAManagedSopClass(String what, String sopClass, String field, String responseField, String status)
            throws IOException {
        String request = Words.messageWithGroupLength("0000 0300 06000000 " + sopClass + "0000 0001 02000000 " + field
                + " <id> <no data set> 0000 0110 06000000 '1.2.30'");
        String response = Words.messageWithGroupLength(
                "0000 0200 06000000 " + sopClass + response(responseField, status) + "0000 0010 06000000 '1.2.30'");
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application> 20 00 {2: 01 00 00 00 30 00 {2: '2.25.3'} <implicit>} <user>"))
                    .expect("<A-ASSOCIATE-AC>")
                    .send(request)
                    .expect(response)
                    .release();
        }
    }

    /** PS3.7 Table 9.3-12: a C-ECHO-RQ has no data set. One that comes all the same is taken off the wire first. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            short                             | 04 00 {4: {4: 01 02 0800 0500 00000000}}
            empty                             | 04 00 {4: {4: 01 02}}
            in two PDUs                       | 04 00 {4: {4: 01 00 0800 0500}} 04 00 {4: {4: 01 02 00000000}}
            in three fragments                | 04 00 {4: {4: 01 00 0800} {4: 01 00 0500 0000} {4: 01 02 0000}}
            """)
    void isMistypedWithADataSet(String what, String dataSet) throws IOException {
        String command = Words.messageWithGroupLength("<sop class> <echo> <id> <data set>");

        judge(command + dataSet, "<0212H>");
    }

    @Test
    void isMistypedWithALargeDataSet() throws IOException {
        String command = Words.messageWithGroupLength("<sop class> <echo> <id> 0000 0008 02000000 FFFF");
        String fragment = "04 00 {4: {4: 01 00 " + "00".repeat(10_000) + "}}";

        judge(command + fragment.repeat(10) + "04 00 {4: {4: 01 02 00}}", "<0212H>");
    }

    @Test
    void isRefusedWithADataSetForAnUnknownOperation() throws IOException {
        judge(
                Words.messageWithGroupLength("<sop class> 0000 0001 02000000 0100 <id> <data set>")
                        + "04 00 {4: {4: 01 02 0800 0500 00000000}}",
                Words.messageWithGroupLength("<sop class>" + response("0180", "1102")));
    }

    /** The association has to live on, so an ordinary echo ends each conversation. */
    private void judge(String sent, String answer) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.associate()
                    .send(sent)
                    .expect(answer)
                    .send("<C-ECHO-RQ 500>")
                    .expect("<C-ECHO-RSP 500 0000H>")
                    .release();
        }
    }

    private static String response(String commandField, String status) {
        return "0000 0001 02000000 " + commandField + "0000 2001 02000000 0100 <no data set> 0000 0009 02000000 "
                + status;
    }
}
