package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Limits;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** What is no association request, or none that can be read: the A-ABORT of PS3.8 Table 9-10 in Sta2, and its ends. */
@ParameterizedClass
@EnumSource
class BeforeAssociationIT {
    private static final int MAX_ASSOCIATE_LENGTH = 1000;

    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.limits(
            Limits.builder().maxAssociatePduLength(MAX_ASSOCIATE_LENGTH).build()));

    BeforeAssociationIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            A-ASSOCIATE-AC              | <A-ASSOCIATE-AC>
            its first byte              | 02
            A-ASSOCIATE-RJ              | <A-ASSOCIATE-RJ>
            its first byte              | 03
            P-DATA-TF                   | <C-ECHO-RQ>
            its first byte              | 04
            A-RELEASE-RQ                | <A-RELEASE-RQ>
            its first byte              | 05
            A-RELEASE-RP                | <A-RELEASE-RP>
            its first byte              | 06
            type 00H                    | 00
            type 08H                    | 08
            type 53H                    | 53
            type FFH                    | FF
            HTTP                        | 'GET / HTTP/1.1' 0D0A 'Host: pacs' 0D0A 0D0A
            PROXY, version 1            | 'PROXY TCP4 127.0.0.1 127.0.0.1 40000 104' 0D0A
            PROXY, version 2            | 0D0A0D0A000D0A515549540A 20 00 0000
            TLS hello                   | 16 03 01 {2: 01 00 0000 03 03}
            type 00H and a whole body   | 00 00 00000004 00000000
            """)
    void isAbortedAtOnce(String what, String sent) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(sent).expect("<A0>").finish();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00000000", "00000004", "00000043", "000003E9", "00100001", "7FFFFFFF", "80000000", "FFFFFFFF"})
    void isAbortedAfterSixBytesOfARequestOfImpossibleLength(String length) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send("01 00 " + length).expect("<A0>").finish();
        }
    }

    @Test
    void takesARequestAsLongAsTheLimit() throws IOException {
        // Fixed fields, application context, presentation context, user information, and the header of the item.
        int filling = MAX_ASSOCIATE_LENGTH - 68 - 25 - 50 - 35 - 4;
        String unknownItem = "7E 00 {2: " + "00".repeat(filling) + "}";
        String request = Words.request("<application> <context> <user> " + unknownItem);
        assertThat(Words.bytes(request)).hasSize(6 + MAX_ASSOCIATE_LENGTH);

        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(request).expect("<A-ASSOCIATE-AC>").release();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            no item at all                        | ''
            no presentation context               | <application> <user>
            item cut off after its type           | <application> <context> <user> 10
            item cut off in its length            | <application> <context> <user> 10 00 00
            item longer than the PDU              | <application> <context> 50 00 0001
            item of length FFFFH                  | <application> <context> 50 00 FFFF
            unknown item longer than the PDU      | <application> <context> <user> 7E 00 0001
            context without room for its id       | <application> 20 00 {2: } <user>
            context without its reserved bytes    | <application> 20 00 {2: 01 00 00} <user>
            abstract syntax longer than context   | <application> 20 00 {2: 01 00 00 00 30 00 0012 '1.2.840.10008.1.1'} <user>
            transfer syntax longer than context   | <application> 20 00 {2: 01 00 00 00 <verification> 40 00 FFFF} <user>
            trailing bytes in a context           | <application> 20 00 {2: 01 00 00 00 <verification> <implicit> 00} <user>
            sub-item longer than user information | <application> <context> 50 00 {2: <maximum length> 52 00 0001}
            trailing bytes in user information    | <application> <context> 50 00 {2: <maximum length> 00 00 00}
            duplicate context id                  | <application> <context> <context> <user>
            maximum length of 0 bytes             | <application> <context> 50 00 {2: 51 00 {2: }}
            maximum length of 3 bytes             | <application> <context> 50 00 {2: 51 00 {2: 004000}}
            maximum length of 5 bytes             | <application> <context> 50 00 {2: 51 00 {2: 0000400000}}
            window of 3 bytes                     | <application> <context> 50 00 {2: <maximum length> 53 00 {2: 000100}}
            role whose UID is longer than it      | <application> <context> 50 00 {2: <maximum length> 54 00 {2: 0012 '1.2' 01 00}}
            role without its second byte          | <application> <context> 50 00 {2: <maximum length> 54 00 {2: {2: '1.2'} 01}}
            user identity longer than it          | <application> <context> 50 00 {2: <maximum length> 58 00 {2: 01 00 00FF 'user' 0000}}
            """)
    void isAbortedForAnItemThatDoesNotFit(String what, String items) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request(items)).expect("<A0>").finish();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            A-ABORT of the user         | 07 00 00000004 00 00 00 00
            A-ABORT of the provider     | 07 00 00000004 00 00 02 06
            A-ABORT of nobody           | 07 FF 00000004 FF FF FF FF
            """)
    void isClosedInSilenceAfterAnAbort(String what, String sent) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(sent).expectEnd();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nothing                     | ''
            type of a request           | 01
            half a header               | 01 00 0000
            half a request              | 01 00 000000CD <fixed> <application>
            """)
    void isClosedInSilenceAtTheEndOfTheStream(String what, String sent) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(sent).finish();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nothing                     | ''
            half a request              | 01 00 000000CD <fixed> <application>
            """)
    void survivesAReset(String what, String sent) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(sent).reset();
        }
    }

    @Test
    void tellsListenersWhyThereIsNoAssociation() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send("'GET / HTTP/1.1'").expect("<A0>").finish();
        }

        assertThat(server.witness().refused()).contains("PDU type at offset 0 is 47H");
        assertThat(server.server().statistics().associationsOpened()).isZero();
    }
}
