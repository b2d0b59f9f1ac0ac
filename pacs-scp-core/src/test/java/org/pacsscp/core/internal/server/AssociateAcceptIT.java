package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** The A-ASSOCIATE-AC: PS3.8 section 9.3.3. */
@ParameterizedClass
@EnumSource
class AssociateAcceptIT {
    private final Segmentation segmentation;

    @RegisterExtension
    private final TestServer server = TestServer.withDefaults();

    AssociateAcceptIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    /** Every byte of it, counted by hand. */
    @Test
    void isTheGoldenOne() throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send("<A-ASSOCIATE-RQ>").expect("""
                    02 00 000000C6                      # A-ASSOCIATE-AC, reserved, 68 + 25 + 29 + 76
                    0001 0000                           # protocol version 1, reserved
                    'PACS_SCP        '                  # as sent
                    'SCRIPTED_PEER   '                  # as sent
                    000102030405060708090A0B0C0D0E0F    # as sent
                    F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF
                    10 00 0015 '1.2.840.10008.3.1.1.1'  # application context
                    21 00 0019 01 00 00 00              # context 1 accepted, 4 + 21
                    40 00 0011 '1.2.840.10008.1.2'
                    50 00 0048                          # user information, 8 + 48 + 16
                    51 00 0004 00010000                 # maximum length 65536
                    52 00 002C '2.25.200481556268727506688945957308325592871'
                    55 00 000C 'PACS_SCP_0_1'
                    """).release();
        }
    }

    @Test
    void describesTheSession() throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.associate();
            ClientSession session = server.witness().opened();

            assertThat(server.server().sessions()).containsExactly(session);
            assertThat(session.callingAeTitle()).isEqualTo(AeTitle.of("SCRIPTED_PEER"));
            assertThat(session.calledAeTitle()).isEqualTo(AeTitle.of("PACS_SCP"));
            assertThat(session.presentationContexts())
                    .extracting(PresentationContext::id, PresentationContext::abstractSyntax, c -> c.transferSyntax())
                    .containsExactly(Tuple.tuple(1, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
            assertThat(session.presentationContexts().get(0).roles()).containsExactly(Role.PERFORMER);
            assertThat(session.implementationClassUid()).contains(Uid.of("1.2.3.4"));
            assertThat(session.implementationVersionName()).contains("SCRIPT_1");
            assertThat(session.maxPduLengthReceived()).isEqualTo(65536);
            assertThat(session.maxPduLengthSent()).isEqualTo(0x4000);
            assertThat(session.localAddress())
                    .isEqualTo(server.server().endpoints().get(0).address());
            assertThat(session.end()).isEmpty();
            peer.release();
        }
    }

    /** PS3.8 section 9.3.1: unknown items are skipped, reserved fields are not tested. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            unknown item first             | 7E 00 {2: FFFF} <application> <context> <user>
            unknown item last              | <application> <context> <user> 00 00 {2: }
            item of an A-ASSOCIATE-AC      | <application> <context> <user> <accepted>
            items in another order         | <user> <context> <application>
            unknown item in a context      | <application> 20 00 {2: 01 00 00 00 7E 00 {2: 00} <verification> <implicit>} <user>
            syntaxes in another order      | <application> 20 00 {2: 01 00 00 00 <implicit> <verification>} <user>
            reserved bytes of a context    | <application> 20 FF {2: 01 FF FF FF 30 FF {2: '1.2.840.10008.1.1'} <implicit>} <user>
            reserved bytes of items        | 10 FF {2: '1.2.840.10008.3.1.1.1'} <context> 50 FF {2: 51 FF {2: 00004000}}
            unknown user information       | <application> <context> 50 00 {2: 7E 00 {2: 00} <maximum length> FF 00 {2: }}
            no user information            | <application> <context>
            empty user information         | <application> <context> 50 00 {2: }
            no maximum length              | <application> <context> 50 00 {2: <class uid>}
            no implementation class UID    | <application> <context> 50 00 {2: <maximum length>}
            invalid implementation UID     | <application> <context> 50 00 {2: <maximum length> 52 00 {2: 'none'}}
            maximum length 8               | <application> <context> 50 00 {2: 51 00 {2: 00000008}}
            maximum length 0               | <application> <context> 50 00 {2: 51 00 {2: 00000000}}
            maximum length FFFFFFFFH       | <application> <context> 50 00 {2: 51 00 {2: FFFFFFFF}}
            extended negotiation           | <application> <context> 50 00 {2: <maximum length> 56 00 {2: {2: '1.2.3'} 0101}}
            common extended negotiation    | <application> <context> 50 00 {2: <maximum length> 57 00 {2: {2: '1.2'} {2: '1.3'} {2: }}}
            UIDs padded with NUL           | 10 00 {2: '1.2.840.10008.3.1.1.1' 00} <context> <user>
            """)
    void isTheSameWhatever(String what, String items) throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request(items)).expect("<A-ASSOCIATE-AC>").release();
        }
    }

    @Test
    void doesNotMindReservedBytesOfThePdu() throws IOException {
        String items = "<called> <calling> <reserved> <application>";
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send("01 FF {4: 0001 FFFF " + items + "<context> <user>}")
                    .expect("<A-ASSOCIATE-AC>")
                    .release();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            absent      | <class uid>         | 16384
            0, no limit | 51 00 0004 00000000 | 0
            unsigned    | 51 00 0004 FFFFFFFF | 4294967295
            8           | 51 00 0004 00000008 | 8
            """)
    void takesThePeersMaximumLength(String what, String subItem, long length) throws IOException, InterruptedException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application> <context> 50 00 {2: " + subItem + "}"))
                    .expect("<A-ASSOCIATE-AC>");

            assertThat(server.witness().opened().maxPduLengthSent()).isEqualTo(length);
            peer.send("<C-ECHO-RQ>").flush();
            if (length != 8) {
                peer.expect("<0000H>").release();
            }
        }
    }

    @Test
    void namesTheConfiguredImplementation() throws IOException {
        try (Server own = TestServer.builder()
                        .implementationClassUid(Uid.of("1.2.3.5"))
                        .implementationVersionName("OWN 2")
                        .build()
                        .start();
                ScriptedPeer peer = Peers.connect(own.endpoints().get(0).address(), segmentation)) {
            peer.send("<A-ASSOCIATE-RQ>")
                    .expect(Words.acceptance(
                            "<accepted> 50 00 {2: <our maximum length> 52 00 {2: '1.2.3.5'}" + " 55 00 {2: 'OWN 2'}}"))
                    .release();
        }
    }

    /** PS3.8 D.1: the maximum length counts a P-DATA-TF without its header, so 8 leave 2 bytes for a fragment. */
    @Test
    void cutsAnswersToThePeersMaximumLength() throws IOException {
        String command = HexFormat.of().formatHex(Words.bytes("<0000H>")).substring(24);
        StringBuilder pdus = new StringBuilder();
        for (int i = 0; i < command.length(); i += 4) {
            String header = i + 4 < command.length() ? "01" : "03";
            pdus.append("04 00 00000008 00000004 01 ").append(header).append(command, i, i + 4);
        }

        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send(Words.request("<application> <context> 50 00 {2: 51 00 {2: 00000008}}"))
                    .expect("<A-ASSOCIATE-AC>")
                    .send("<C-ECHO-RQ>")
                    .expect(pdus.toString())
                    .release();
        }
    }

    @Test
    void survivesTheEndOfTheStreamRightAfterTheRequest() throws IOException {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            peer.send("<A-ASSOCIATE-RQ>")
                    .endSending()
                    .expect("<A-ASSOCIATE-AC>")
                    .expectEnd();
        }
    }
}
