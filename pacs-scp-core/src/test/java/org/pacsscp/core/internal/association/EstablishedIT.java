package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * PDUs and fragments that break the protocol on an established association, which has contexts 1 and 3 for Verification
 * and a refused context 5.
 */
@ParameterizedClass
@EnumSource
class EstablishedIT {
    private static final String REQUEST = Words.request("""
            <application>
            <context>
            20 00 {2: 03 00 00 00 <verification> <implicit>}
            20 00 {2: 05 00 00 00 30 00 {2: '1.2.3'} <implicit>}
            <user>
            """);
    private static final String ACCEPTANCE = Words.acceptance("""
            <accepted>
            21 00 {2: 03 00 00 00 <implicit>}
            21 00 {2: 05 00 03 00 <implicit>}
            <our user>
            """);

    /** A C-ECHO-RQ that says that a data set follows. */
    private static final String WITH_DATA_SET = Words.messageWithGroupLength("<sop class> <echo> <id> <data set>");

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.withDefaults();

    EstablishedIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            A-ASSOCIATE-RQ                   | <A-ASSOCIATE-RQ>                                             | <A2/2>
            its first byte                   | 01                                                           | <A2/2>
            A-ASSOCIATE-AC                   | <A-ASSOCIATE-AC>                                             | <A2/2>
            its first byte                   | 02                                                           | <A2/2>
            A-ASSOCIATE-RJ                   | <A-ASSOCIATE-RJ>                                             | <A2/2>
            its first byte                   | 03                                                           | <A2/2>
            A-RELEASE-RP                     | <A-RELEASE-RP>                                               | <A2/2>
            its first byte                   | 06                                                           | <A2/2>
            type 00H                         | 00                                                           | <A2/1>
            type 08H                         | 08                                                           | <A2/1>
            type FFH and a whole body        | FF 00 00000004 00000000                                      | <A2/1>
            HTTP                             | 'GET / HTTP/1.1' 0D0A 0D0A                                   | <A2/1>
            P-DATA-TF longer than announced  | 04 00 00010001                                               | <A2/6>
            P-DATA-TF of length 2 GiB        | 04 00 80000000                                               | <A2/6>
            P-DATA-TF of length 4 GiB - 1    | 04 00 FFFFFFFF                                               | <A2/6>
            P-DATA-TF of length 0            | 04 00 00000000                                               | <A2/6>
            P-DATA-TF of length 5            | 04 00 00000005                                               | <A2/6>
            PDV length 0                     | 04 00 00000006 00000000                                      | <A2/6>
            PDV length 1                     | 04 00 00000006 00000001                                      | <A2/6>
            PDV length past the PDU's end    | 04 00 00000006 00000003                                      | <A2/6>
            PDV length 4 GiB - 1             | 04 00 00000006 FFFFFFFF                                      | <A2/6>
            second PDV past the PDU's end    | 04 00 00000010 00000004 01 01 0000 00000005                  | <A2/6>
            trailing byte                    | 04 00 00000007 00000002                                      | <A2/6>
            trailing two bytes               | 04 00 00000008 00000002                                      | <A2/6>
            trailing three bytes             | 04 00 00000009 00000002                                      | <A2/6>
            trailing four bytes              | 04 00 0000000A 00000002                                      | <A2/6>
            trailing five bytes              | 04 00 0000000B 00000002                                      | <A2/6>
            A-RELEASE-RQ of length 0         | 05 00 00000000                                               | <A2/6>
            A-RELEASE-RQ of length 3         | 05 00 00000003                                               | <A2/6>
            A-RELEASE-RQ of length 5         | 05 00 00000005                                               | <A2/6>
            A-RELEASE-RQ of length 4 GiB - 1 | 05 00 FFFFFFFF                                               | <A2/6>
            A-ABORT of length 3              | 07 00 00000003                                               | <A2/6>
            context not proposed             | 04 00 {4: {4: 07 03 0000}}                                   | <A2/6>
            context refused                  | 04 00 {4: {4: 05 03 0000}}                                   | <A2/6>
            context even                     | 04 00 {4: {4: 02 03 0000}}                                   | <A2/6>
            context 0                        | 04 00 {4: {4: 00 03 0000}}                                   | <A2/6>
            context 255                      | 04 00 {4: {4: FF 03 0000}}                                   | <A2/6>
            context not proposed, data       | 04 00 {4: {4: 07 02 0000}}                                   | <A2/6>
            interleaved in a PDU             | 04 00 {4: {4: 01 01 0000} {4: 03 01 0000}}                   | <A2/5>
            interleaved in two PDUs          | 04 00 {4: {4: 01 01 0000}} 04 00 {4: {4: 03 01 0000}}        | <A2/5>
            data before its command          | 04 00 {4: {4: 01 02 0000}}                                   | <A2/5>
            data fragment before its command | 04 00 {4: {4: 01 00 0000}}                                   | <A2/5>
            data in the middle of a command  | 04 00 {4: {4: 01 01 0000} {4: 01 02 0000}}                   | <A2/5>
            """)
    void isAborted(String what, String sent, String answer) throws IOException, InterruptedException {
        judge(sent, answer);
    }

    /** Each row follows a C-ECHO-RQ that says that a data set comes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            the next command                     | 04 00 {4: {4: 01 03 0000}}                                | <A2/5>
            a command after some data            | 04 00 {4: {4: 01 00 0000} {4: 01 03 0000}}                | <A2/5>
            data on another context              | 04 00 {4: {4: 03 02 0000}}                                | <A2/5>
            data continued on another context    | 04 00 {4: {4: 01 00 0000} {4: 03 02 0000}}                | <A2/5>
            data on a refused context            | 04 00 {4: {4: 05 02 0000}}                                | <A2/6>
            release                              | <A-RELEASE-RQ>                                            | <A2/2>
            release after some data              | 04 00 {4: {4: 01 00 0000}} <A-RELEASE-RQ>                 | <A2/2>
            """)
    void isAbortedWhereDataIsDue(String what, String sent, String answer) throws IOException, InterruptedException {
        judge(WITH_DATA_SET + sent, answer);
    }

    @Test
    void isAbortedForAReleaseInTheMiddleOfACommand() throws IOException, InterruptedException {
        judge("04 00 {4: {4: 01 01 0000}} <A-RELEASE-RQ>", "<A2/2>");
    }

    /** The request is complete without, so it is answered first. */
    @Test
    void isAbortedForDataAfterACommandWithoutADataSet() throws IOException, InterruptedException {
        judge("<C-ECHO-RQ> 04 00 {4: {4: 01 02 0000}}", "<0000H> <A2/5>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            empty                            | ''
            no command field                 | <sop class> <id> <no data set>
            command field of four bytes      | <sop class> 0000 0001 04000000 30000000 <id> <no data set>
            no message id                    | <sop class> <echo> <no data set>
            message id of no bytes           | <sop class> <echo> 0000 1001 00000000 <no data set>
            no data set type                 | <sop class> <echo> <id>
            element cut off in its header    | <sop class> <echo> <id> <no data set> 0000 0009 0200
            element longer than the command  | <sop class> <echo> <id> <no data set> 0000 0209 04000000 3030
            element of length 4 GiB - 1      | <sop class> <echo> <id> <no data set> 0000 0209 FFFFFFFF
            element of length 2 GiB          | <sop class> <echo> <id> <no data set> 0000 0209 00000080
            element of another group         | <sop class> <echo> <id> <no data set> 0800 0500 00000000
            C-ECHO-RSP                       | <sop class> 0000 0001 02000000 3080 0000 2001 02000000 0100 <no data set> 0000 0009 02000000 0000
            C-STORE-RSP                      | <sop class> 0000 0001 02000000 0180 0000 2001 02000000 0100 <no data set> 0000 0009 02000000 0000
            """)
    void isAbortedByTheUserForACommandSet(String what, String elements) throws IOException, InterruptedException {
        judge(Words.message(elements), "<A0>");
    }

    @Test
    void isAbortedByTheUserForACommandSetAbove64KiB() throws IOException, InterruptedException {
        String comment = "0000 0209 10000000 '" + "x".repeat(16) + "'";
        // 1365 elements of 24 bytes make 32 760, so the third of these PDUs is too much.
        String half = "04 00 {4: {4: 01 01 " + comment.repeat(1365) + "}}";

        judge(half.repeat(2) + "04 00 {4: {4: 01 01 " + comment + "}}", "<A0>");
    }

    private void judge(String sent, String answer) throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(REQUEST).expect(ACCEPTANCE).send(sent).expect(answer).finish();
        }

        AssociationEnd end = server.witness().ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
        AbortReason reason = end.abortReason().orElseThrow();
        assertThat(Words.bytes(answer)).endsWith(reason.source(), reason.reason());
        assertThat(end.detail()).isNotBlank().doesNotContain("\n");
    }
}
