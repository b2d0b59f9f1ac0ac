package org.pacsscp.core.internal.ul;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.testkit.script.Script;

class ProposalTest {
    private static final AeTitle OURS = AeTitle.of("PACS_SCU");
    private static final Offer OFFER = new Offer(65_536, Uid.of("2.25.1"), "OURS_1");

    @Test
    void asksForAnEchoAndNothingElse() {
        assertThat(bytes(echo())).isEqualTo(Script.of("""
                01 00 {4:                             # A-ASSOCIATE-RQ (PS3.8 Table 9-11)
                0001 0000                             # protocol version 1
                'THEIR_PACS      ' 'PACS_SCU        '  # called, calling AE title
                00000000000000000000000000000000
                00000000000000000000000000000000
                10 00 {2: '1.2.840.10008.3.1.1.1'}    # application context
                20 00 {2: 01 00 00 00                 # presentation context 1
                30 00 {2: '1.2.840.10008.1.1'}
                40 00 {2: '1.2.840.10008.1.2'}}
                50 00 {2:                             # user information
                51 00 {2: 00010000}                   # maximum length
                52 00 {2: '2.25.1'}                   # implementation class UID
                55 00 {2: 'OURS_1'}                   # implementation version name
                }}
                """).bytes());
    }

    @Test
    void asksForAllThatCanBeNegotiated() {
        AssociationProposal everything = echo().toBuilder()
                .callingAeTitle("MY_ARCHIVE")
                .context(
                        SopClass.CT_IMAGE_STORAGE,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.JPEG_BASELINE_8_BIT)
                .roles(SopClass.CT_IMAGE_STORAGE, Role.PERFORMER)
                .roles(SopClass.VERIFICATION, Role.INVOKER, Role.PERFORMER)
                .extendedNegotiation(SopClass.CT_IMAGE_STORAGE, new byte[] {2, 0, 3, 0, 1, 0})
                .commonExtendedNegotiation(new CommonExtendedNegotiation(
                        SopClass.CT_IMAGE_STORAGE, Uid.of("1.2.7"), List.of(Uid.of("1.2.8"), Uid.of("1.2.9"))))
                .userIdentity(UserIdentity.usernameAndPasscode("user", "secret").withResponseRequested())
                .asynchronousOperations(5, 2)
                .build();

        assertThat(bytes(everything)).isEqualTo(Script.of("""
                01 00 {4:
                0001 0000
                'THEIR_PACS      ' 'MY_ARCHIVE      '
                00000000000000000000000000000000
                00000000000000000000000000000000
                10 00 {2: '1.2.840.10008.3.1.1.1'}
                20 00 {2: 01 00 00 00
                30 00 {2: '1.2.840.10008.1.1'}
                40 00 {2: '1.2.840.10008.1.2'}}
                20 00 {2: 03 00 00 00                 # ids are odd and ascend
                30 00 {2: '1.2.840.10008.5.1.4.1.1.2'}
                40 00 {2: '1.2.840.10008.1.2.1'}      # in the order of preference
                40 00 {2: '1.2.840.10008.1.2'}}
                20 00 {2: 05 00 00 00
                30 00 {2: '1.2.840.10008.5.1.4.1.1.2'}
                40 00 {2: '1.2.840.10008.1.2.4.50'}}
                50 00 {2:
                51 00 {2: 00010000}
                52 00 {2: '2.25.1'}
                53 00 {2: 0005 0002}                  # operations invoked, performed (PS3.7 Table D.3-7)
                54 00 {2: {2: '1.2.840.10008.5.1.4.1.1.2'} 00 01}  # SCP only (PS3.7 Table D.3-9)
                54 00 {2: {2: '1.2.840.10008.1.1'} 01 01}
                55 00 {2: 'OURS_1'}
                56 00 {2: {2: '1.2.840.10008.5.1.4.1.1.2'} 020003000100}
                57 00 {2: {2: '1.2.840.10008.5.1.4.1.1.2'} {2: '1.2.7'} {2: {2: '1.2.8'} {2: '1.2.9'}}}
                58 00 {2: 02 01 {2: 'user'} {2: 'secret'}}  # user name and passcode, response wanted
                }}
                """).bytes());
    }

    /** PS3.7 Table D.3-14: the types, and the secondary field of type 2 only. */
    @ParameterizedTest
    @CsvSource({"USERNAME, 1", "KERBEROS, 3", "SAML, 4", "JWT, 5"})
    void claimsAnIdentityOfEachType(UserIdentity.Type type, int code) {
        UserIdentity claim = type == UserIdentity.Type.USERNAME
                ? UserIdentity.username("user")
                : UserIdentity.token(type, "user".getBytes(US_ASCII));

        assertThat(bytes(echo().toBuilder().userIdentity(claim).build()))
                .endsWith(Script.of("58 00 {2: 0%d 00 {2: 'user'} {2: }}".formatted(code))
                        .bytes());
    }

    @Test
    void numbersContextsTo255() {
        AssociationProposal.Builder most =
                AssociationProposal.to("localhost", 11112).calledAeTitle("THEIR_PACS");
        for (int i = 0; i < AssociationProposal.MAX_CONTEXTS; i++) {
            most.context(SopClass.VERIFICATION);
        }
        AssociateRq request = new Proposal(most.build(), OURS, OFFER).request();

        assertThat(request.presentationContexts())
                .extracting(ProposedPresentationContext::id)
                .hasSize(128)
                .doesNotHaveDuplicates()
                .allMatch(id -> id % 2 == 1 && id >= 1 && id <= 255);
    }

    /** What the API lets through fits into the PDU: items have lengths of two bytes. */
    @Test
    void encodesTheLargestProposal() {
        UserIdentity longest = UserIdentity.token(UserIdentity.Type.SAML, new byte[65_400]);
        Uid[] syntaxes = new Uid[3_000];
        for (int i = 0; i < syntaxes.length; i++) {
            syntaxes[i] = Uid.of("1.2.3.4.5." + (10_000 + i));
        }
        AssociationProposal large = echo().toBuilder()
                .userIdentity(longest)
                .context(SopClass.VERIFICATION, syntaxes)
                .build();

        assertThat(bytes(large)).hasSizeGreaterThan(65_400 + 3_000 * 19);
    }

    private static AssociationProposal echo() {
        return AssociationProposal.to("localhost", 11112)
                .calledAeTitle("THEIR_PACS")
                .context(SopClass.VERIFICATION)
                .build();
    }

    private static byte[] bytes(AssociationProposal proposal) {
        return PduWriter.encode(new Proposal(proposal, OURS, OFFER).request()).array();
    }
}
