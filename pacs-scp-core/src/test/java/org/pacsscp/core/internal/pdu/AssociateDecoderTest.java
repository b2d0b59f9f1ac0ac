package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testkit.script.Script;
import org.pacsscp.testkit.wire.Pdus;

class AssociateDecoderTest {
    /** A context without sub-items, of 8 bytes. */
    private static final String CONTEXT = "20 00 0004 01 00 00 00 ";

    private static byte[] pdu(int type, String items) {
        return Pdus.pdu(
                type, Script.of(Golden.FIXED_FIELDS).bytes(), Script.of(items).bytes());
    }

    private static AssociateRq request(String items) {
        Trace trace = Trace.of(pdu(1, items));
        assertThat(trace.failure()).isNull();
        return (AssociateRq) trace.pdus().get(0);
    }

    private static String failure(String items) {
        Trace trace = Trace.of(pdu(1, items));
        assertThat(trace.failure()).isNotNull().startsWith("INVALID_PDU_PARAMETER_VALUE A-ASSOCIATE-RQ: ");
        return String.valueOf(trace.failure()).substring("INVALID_PDU_PARAMETER_VALUE A-ASSOCIATE-RQ: ".length());
    }

    @Test
    void takesARequestOfContextsOnly() {
        AssociateRq rq = request(CONTEXT);

        assertThat(rq.applicationContextName()).isEmpty();
        assertThat(rq.userInformation()).isEqualTo(UserInformation.EMPTY);
        assertThat(rq.presentationContexts()).containsExactly(new ProposedPresentationContext(1, List.of(), List.of()));
    }

    @Test
    void leavesAbstractSyntaxesToTheNegotiator() {
        assertThat(request("20 00 000E 02 00 00 00 30 00 0001 '1' 30 00 0001 '2'")
                        .presentationContexts())
                .containsExactly(new ProposedPresentationContext(2, List.of("1", "2"), List.of()));
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        assertThat(request("22 FF 0001 AA" + CONTEXT + "21 00 0000 99 00 0002 0000")
                        .presentationContexts())
                .hasSize(1);
        assertThat(request("20 FF 000B 01 FF FF FF 31 FF 0003 ABCDEF").presentationContexts())
                .containsExactly(new ProposedPresentationContext(1, List.of(), List.of()));
        assertThat(request(CONTEXT + "50 FF 000B 5A FF 0001 00 FF FF 0002 0000").userInformation())
                .isEqualTo(UserInformation.EMPTY);
    }

    @Test
    void trimsPaddingAtTheEndOnly() {
        assertThat(request(CONTEXT + "10 00 0007 ' 1.2' 00 20 00").applicationContextName())
                .isEqualTo(" 1.2");
        assertThat(request(CONTEXT + "10 00 0003 00 20 00").applicationContextName())
                .isEmpty();
    }

    @Test
    void takesAUidOfAnyLength() {
        String uid = "1".repeat(60_000);
        assertThat(request(CONTEXT + "10 00 EA60 '" + uid + "'").applicationContextName())
                .isEqualTo(uid);
    }

    @Test
    void takesTheLastOfWhatShouldBeSingle() {
        AssociateRq rq = request(CONTEXT + "10 00 0001 '1' 10 00 0001 '2'"
                + "50 00 0008 51 00 0004 00000001 50 00 0010 51 00 0004 00000002 51 00 0004 00000003");

        assertThat(rq.applicationContextName()).isEqualTo("2");
        assertThat(rq.userInformation().maximumLength()).hasValue(3);
    }

    @Test
    void carriesProtocolVersionAndTitlesUnjudged() {
        byte[] bytes = pdu(1, CONTEXT);
        bytes[6] = (byte) 0x80;
        bytes[7] = 0;
        bytes[10] = (byte) 0xE4;
        AssociateRq rq = (AssociateRq) Trace.of(bytes).pdus().get(0);

        assertThat(rq.protocolVersion()).isEqualTo(0x8000);
        assertThat(rq.calledAeTitle()).isEqualTo("\u00E4NY_SCP         ");
    }

    @Test
    void refusesWhatLeavesItsHolder() {
        assertThat(failure("20 00 0005 01 00 00 00"))
                .isEqualTo("length of item 20H at offset 76 is 5, allowed: up to 4");
        assertThat(failure("20 00 0009 01 00 00 00 30 00 0002 '1'"))
                .isEqualTo("length of item 30H at offset 84 is 2, allowed: up to 1");
        assertThat(failure(CONTEXT + "50 00 0005 52 00 FFFF '1'"))
                .isEqualTo("length of item 52H at offset 88 is 65535, allowed: up to 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "00 00", "10 00 00"})
    void refusesBytesThatAreNoItem(String trailing) {
        assertThat(failure(CONTEXT + trailing)).startsWith("bytes where an item is due at offset 82 is ");
        int length = Script.of(trailing).bytes().length;
        assertThat(failure("20 00 000" + (4 + length) + " 01 00 00 00" + trailing))
                .startsWith("bytes where an item is due at offset 82 is " + length);
        assertThat(failure(CONTEXT + "50 00 000" + length + trailing))
                .startsWith("bytes where an item is due at offset 86 is " + length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20 00 0000", "20 00 0001 01", "20 00 0003 01 00 00"})
    void refusesAContextShorterThanItsFields(String item) {
        assertThat(failure(item)).contains("bytes left for");
    }

    @Test
    void refusesARequestWithoutContexts() {
        assertThat(failure(Golden.APPLICATION_CONTEXT)).startsWith("number of presentation contexts at offset 99 is 0");
    }

    @Test
    void refusesAnIdThatIsUsedTwice() {
        assertThat(failure(CONTEXT + CONTEXT))
                .isEqualTo("presentation context id before the byte at offset 87 is 1, allowed: an id not used before");
    }

    @Test
    void takesNoMoreThan128Contexts() {
        assertThat(request(contexts(128)).presentationContexts()).hasSize(128);
        assertThat(failure(contexts(129))).contains("presentation context at offset", "is 129");
    }

    private static String contexts(int count) {
        return IntStream.range(0, count)
                .mapToObj(id -> String.format("20 00 0004 %02X 00 00 00", id))
                .collect(Collectors.joining());
    }

    @Test
    void takesAnAcceptanceWithoutTransferSyntax() {
        Trace trace = Trace.of(pdu(2, "21 00 0004 01 00 00 00"));

        assertThat(((AssociateAc) trace.pdus().get(0)).presentationContexts())
                .containsExactly(new PresentationContextResult(1, 0, ""));
    }

    @Test
    void doesNotTestTheTransferSyntaxOfARefusedContext() {
        Trace trace = Trace.of(pdu(2, "21 00 0007 01 00 03 00 40 FF FF"));

        assertThat(((AssociateAc) trace.pdus().get(0)).presentationContexts())
                .containsExactly(new PresentationContextResult(1, 3, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "51 00 0003 000000", // maximum length: one byte short
                "51 00 0005 0000000000", // one too many
                "53 00 0003 000000",
                "53 00 0005 0000000000",
                "54 00 0000",
                "54 00 0004 0001 '1' 01", // role selection: the SCP role is missing
                "54 00 0005 0002 '1' 01 01", // the UID swallows the SCU role
                "54 00 0006 0001 '1' 01 01 00", // a byte too many
                "54 00 0005 FFFF '1' 01 01",
                "56 00 0001 00",
                "56 00 0003 0002 '1'",
                "57 00 0004 0001 '1' 00", // common extended negotiation: half a length
                "57 00 0006 0001 '1' 0001 '2'", // the related classes' length is missing
                "57 00 0009 0001 '1' 0001 '2' 0002 '3'",
                "57 00 000A 0001 '1' 0001 '2' 0002 0001", // a related UID past its field
                "57 00 0009 0001 '1' 0001 '2' 0001 00", // half a length of a related UID
                "58 00 0001 01",
                "58 00 0005 01 00 0001 'u'", // user identity: the secondary length is missing
                "58 00 0007 01 00 0002 'u' 0000", // the primary field swallows it
                "58 00 0007 01 00 0001 'u' 0001", // no secondary field
                "58 00 0008 01 00 0001 'u' 0000 00", // a byte too many
                "59 00 0001 00",
                "59 00 0002 0001",
                "59 00 0003 0000 00"
            })
    void refusesSubItemsThatDoNotAddUp(String subItem) {
        int length = Script.of(subItem).bytes().length;
        String item = String.format("50 00 %04X", length);

        // The offset is inside the sub-item: it is that which was refused
        assertThat(failure(CONTEXT + item + subItem)).matches(".* at offset (8[89]|9[0-9]|10[0-9]) is .*");
    }

    @Test
    void namesTheOffsetOfALengthThatIsTheOnlyOne() {
        assertThat(failure("20 00 0004 01 00 00 00 50 00 0007 53 00 0003 000102"))
                .isEqualTo("length of item 53H at offset 88 is 3, allowed: 4");
    }

    @Test
    void refusesAnAcceptanceWithoutContexts() {
        assertThat(Trace.of(pdu(2, "10 00 0001 '1'")).failure())
                .contains("A-ASSOCIATE-AC: number of presentation contexts at offset ", " is 0, allowed: 1 to 128");
    }

    @Test
    void takesLaterVersionsOfTheCommonExtendedNegotiation() {
        assertThat(request(CONTEXT + "50 00 000E 57 01 000A 0001 '1' 0001 '2' 0000 ABCD")
                        .userInformation()
                        .commonExtendedNegotiations())
                .containsExactly(new SopClassCommonExtendedNegotiation("1", "2", List.of()));
    }

    @Test
    void showsNoCredentials() {
        assertThat(Golden.request().toString())
                .contains("UserIdentityRq[type=2, positiveResponseRequested=true]")
                .doesNotContain("user]", "secret", "115");
        assertThat(Golden.acceptance().toString()).contains("Octets[6 bytes]").doesNotContain("ticket");
    }
}
