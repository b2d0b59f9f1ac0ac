package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pacsscp.core.internal.ul.ProposedAssociation.EXPLICIT;
import static org.pacsscp.core.internal.ul.ProposedAssociation.IMPLICIT;
import static org.pacsscp.core.internal.ul.ProposedAssociation.octets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.RefusedContext.Reason;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.ul.ProposalOutcome.Agreed;
import org.pacsscp.core.internal.ul.ProposalOutcome.Unacceptable;
import org.pacsscp.testkit.script.Script;

/** What a requestor makes of an A-ASSOCIATE-AC: agreed, borne with a remark, or unacceptable. */
class AcceptanceTest {
    private static final String CT = SopClass.CT_IMAGE_STORAGE.value();
    private static final String VERIFICATION = SopClass.VERIFICATION.value();
    private static final String JPEG = "1.2.840.10008.1.2.4.50";

    @Test
    void takesWhatIsAccepted() {
        Agreed agreed = agreed(
                twoContexts(),
                new AnsweredAssociation()
                        .context(1, 0, IMPLICIT)
                        .context(3, 0, EXPLICIT)
                        .acceptance());

        assertThat(agreed.agreement())
                .isEqualTo(new Agreement(
                        List.of(
                                context(1, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                                context(3, SopClass.CT_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)),
                        16_384,
                        1,
                        1,
                        Optional.of(Uid.of("1.2.3.4")),
                        Optional.of("PEER_1"),
                        Map.of()));
        assertThat(agreed.refused()).isEmpty();
        assertThat(agreed.agreement().extendedNegotiations()).isEmpty();
        assertThat(agreed.identityResponse()).isEmpty();
        assertThat(agreed.remarks()).isEmpty();
    }

    /** PS3.8 7.1.1.14: results may come in any order; the proposal's is ours. */
    @Test
    void findsResultsByTheirIds() {
        Agreed agreed = agreed(
                twoContexts(),
                new AnsweredAssociation()
                        .context(3, 0, IMPLICIT)
                        .context(1, 0, IMPLICIT)
                        .acceptance());

        assertThat(agreed.agreement().accepted())
                .extracting(PresentationContext::id)
                .containsExactly(1, 3);
    }

    /** PS3.8 Table 9-18; values that it does not have give no reason. */
    @ParameterizedTest
    @CsvSource({
        "1, USER_REJECTION, the peer's application does not want it",
        "2, NO_REASON, the peer gives no reason",
        "3, ABSTRACT_SYNTAX_NOT_SUPPORTED, the peer does not support the SOP class",
        "4, TRANSFER_SYNTAXES_NOT_SUPPORTED, the peer supports none of the transfer syntaxes",
        "5, NO_REASON, the peer gives no reason",
        "255, NO_REASON, the peer gives no reason"
    })
    void tellsWhyAContextIsRefused(int result, Reason reason, String explanation) {
        AssociationProposal proposal = twoContexts();
        Agreed agreed = agreed(
                proposal,
                new AnsweredAssociation()
                        .context(1, 0, IMPLICIT)
                        .context(3, result, "")
                        .acceptance());

        assertThat(agreed.agreement().accepted())
                .extracting(PresentationContext::id)
                .containsExactly(1);
        assertThat(agreed.refused())
                .containsExactly(new RefusedContext(proposal.contexts().get(1), reason, explanation));
        assertThat(agreed.remarks()).isEmpty();
    }

    @Test
    void agreesOnNothingWhereNothingIsAccepted() {
        Agreed agreed = agreed(
                twoContexts(),
                new AnsweredAssociation().context(1, 3, "").context(3, 4, "").acceptance());

        assertThat(agreed.agreement().accepted()).isEmpty();
        assertThat(agreed.refused())
                .extracting(RefusedContext::reason)
                .containsExactly(Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED, Reason.TRANSFER_SYNTAXES_NOT_SUPPORTED);
    }

    /** PS3.8 9.3.3.2: one of those proposed. Such a context is of no use, but the others are. */
    @ParameterizedTest
    @ValueSource(strings = {JPEG, "", "no UID", "1.2.840.10008.1.2\0"})
    void refusesATransferSyntaxThatWasNotProposed(String transferSyntax) {
        AssociationProposal proposal = twoContexts();
        Agreed agreed = agreed(
                proposal,
                new AnsweredAssociation()
                        .context(1, 0, IMPLICIT)
                        .context(3, 0, transferSyntax)
                        .acceptance());

        assertThat(agreed.agreement().accepted()).hasSize(1);
        assertThat(agreed.refused())
                .containsExactly(new RefusedContext(
                        proposal.contexts().get(1),
                        Reason.NO_REASON,
                        "the peer accepted it with a transfer syntax that was not proposed"));
        assertThat(agreed.remarks())
                .containsExactly("presentation context 3 accepted with a transfer syntax that was not proposed");
    }

    /** PS3.8 9.3.3.2: each proposed context has a result. */
    @Test
    void refusesAContextThatHasNoResult() {
        AssociationProposal proposal = twoContexts();
        Agreed agreed = agreed(
                proposal, new AnsweredAssociation().context(3, 0, EXPLICIT).acceptance());

        assertThat(agreed.agreement().accepted())
                .extracting(PresentationContext::id)
                .containsExactly(3);
        assertThat(agreed.refused())
                .containsExactly(new RefusedContext(
                        proposal.contexts().get(0), Reason.NO_REASON, "the peer left it out of its answer"));
        assertThat(agreed.remarks()).containsExactly("no result for presentation context 1");
    }

    /** What comes on them later is an error of its own: PDVs of a context that was not accepted. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 5, 7, 255})
    void ignoresContextsThatWereNotProposed(int id) {
        Agreed agreed = agreed(
                twoContexts(),
                new AnsweredAssociation()
                        .context(1, 0, IMPLICIT)
                        .context(id, 0, IMPLICIT)
                        .context(3, 0, IMPLICIT)
                        .acceptance());

        assertThat(agreed.agreement().accepted())
                .extracting(PresentationContext::id)
                .containsExactly(1, 3);
        assertThat(agreed.remarks()).containsExactly("1 results for presentation contexts that were not proposed");
    }

    // PS3.7 D.3.3.4: what is proposed is granted by the same value or turned down by 0; a 1 for a role that was not
    // proposed is
    // ignored; no answer makes us the SCU and the peer the SCP, whatever was proposed. Our SCU role is that of the
    // invoker.
    @ParameterizedTest(name = "we propose {0}, the peer answers (SCU, SCP) {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                   | -   | INVOKER             | -
            -                   | 1 1 | INVOKER             | 1 role selections
            -                   | 0 1 | INVOKER             | 1 role selections
            -                   | 0 0 | INVOKER             | 1 role selections
            INVOKER             | -   | INVOKER             | -
            INVOKER             | 1 0 | INVOKER             | -
            INVOKER             | 0 0 | -                   | -
            INVOKER             | 0 1 | -                   | 1 role selections
            INVOKER             | 1 1 | INVOKER             | 1 role selections
            PERFORMER           | -   | INVOKER             | -
            PERFORMER           | 0 1 | PERFORMER           | -
            PERFORMER           | 0 0 | -                   | -
            PERFORMER           | 1 0 | -                   | 1 role selections
            PERFORMER           | 1 1 | PERFORMER           | 1 role selections
            INVOKER,PERFORMER   | -   | INVOKER             | -
            INVOKER,PERFORMER   | 1 1 | INVOKER,PERFORMER   | -
            INVOKER,PERFORMER   | 1 0 | INVOKER             | -
            INVOKER,PERFORMER   | 0 1 | PERFORMER           | -
            INVOKER,PERFORMER   | 0 0 | -                   | -
            """)
    void takesRoles(
            @Nullable String proposed, @Nullable String answer, @Nullable String granted, @Nullable String remark) {
        AssociationProposal.Builder proposal = proposal().context(SopClass.CT_IMAGE_STORAGE);
        if (proposed != null) {
            proposal.roles(SopClass.CT_IMAGE_STORAGE, roles(proposed).toArray(Role[]::new));
        }
        AnsweredAssociation answered = new AnsweredAssociation().context(1, 0, IMPLICIT);
        if (answer != null) {
            answered.role(CT, answer.charAt(0) - '0', answer.charAt(2) - '0');
        }
        Agreed agreed = agreed(proposal.build(), answered.acceptance());

        assertThat(agreed.agreement().accepted())
                .extracting(PresentationContext::roles)
                .isEqualTo(granted == null ? List.of() : List.of(roles(granted)));
        assertThat(agreed.refused())
                .extracting(RefusedContext::explanation)
                .isEqualTo(granted == null ? List.of("the peer granted no role that was proposed") : List.of());
        assertThat(agreed.remarks())
                .isEqualTo(remark == null ? List.of() : List.of(remark + " for roles that were not proposed"));
    }

    @Test
    void ignoresRolesOfWhatWasNotProposed() {
        Agreed agreed = agreed(
                twoContexts(),
                new AnsweredAssociation()
                        .context(1, 0, IMPLICIT)
                        .context(3, 0, IMPLICIT)
                        .role("1.2.3", 1, 1)
                        .role("no UID", 1, 1)
                        .acceptance());

        assertThat(agreed.agreement().accepted())
                .extracting(PresentationContext::roles)
                .containsOnly(Set.of(Role.INVOKER));
        assertThat(agreed.remarks()).containsExactly("2 role selections for roles that were not proposed");
    }

    // PS3.7 D.3.3.3: at most what was proposed, 0 stands for no limit, absent for 1. Without a proposal there is no
    // answer.
    @ParameterizedTest(name = "proposed {0}, answered {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1 1      | -           | 1 1      | false
            1 1      | 1 1         | 1 1      | false
            1 1      | 5 5         | 1 1      | true
            1 1      | 0 0         | 1 1      | true
            5 2      | -           | 1 1      | false
            5 2      | 5 2         | 5 2      | false
            5 2      | 3 1         | 3 1      | false
            5 2      | 6 2         | 5 2      | true
            5 2      | 5 3         | 5 2      | true
            5 2      | 0 1         | 5 1      | true
            65535 1  | 65535 65535 | 65535 1  | true
            """)
    void takesTheWindow(String proposed, @Nullable String answered, String granted, boolean larger) {
        AnsweredAssociation answer = new AnsweredAssociation().context(1, 0, IMPLICIT);
        if (answered != null) {
            answer.window(first(answered), second(answered));
        }
        Agreed agreed = agreed(
                proposal()
                        .context(SopClass.VERIFICATION)
                        .asynchronousOperations(first(proposed), second(proposed))
                        .build(),
                answer.acceptance());

        assertThat(agreed.agreement().maxOperationsInvoked()).isEqualTo(first(granted));
        assertThat(agreed.agreement().maxOperationsPerformed()).isEqualTo(second(granted));
        assertThat(agreed.remarks())
                .isEqualTo(larger ? List.of("an asynchronous operations window larger than proposed") : List.of());
    }

    /** PS3.8 D.1: 0 is no limit. A P-DATA-TF of less than eight bytes could carry nothing of even length. */
    @ParameterizedTest
    @ValueSource(longs = {0, 8, 16_384, 4_294_967_295L})
    void takesTheMaximumLength(long length) {
        assertThat(agreed(echo(), echoed().maximumLength(length).acceptance())
                        .agreement()
                        .maxPduLengthSent())
                .isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7})
    void cannotSendWithoutRoom(long length) {
        assertUnacceptable(
                echoed().maximumLength(length),
                "A-ASSOCIATE-AC has maximum length " + length + ", which leaves no room for data");
    }

    /** PS3.8 Table 9-17: only bit 0 is tested. */
    @ParameterizedTest
    @CsvSource({"1, true", "3, true", "65535, true", "0, false", "2, false", "65534, false"})
    void testsBit0OfTheProtocolVersion(int version, boolean good) {
        AnsweredAssociation answer = echoed().protocolVersion(version);
        if (good) {
            assertThat(agreed(echo(), answer.acceptance()).remarks()).isEmpty();
        } else {
            assertUnacceptable(
                    answer, "A-ASSOCIATE-AC has protocol version " + version + ", which does not include version 1");
        }
    }

    /** PS3.7 A.2.1. The name is the peer's text and stays out of what is said. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.3.1.1", "1.2.840.10008.3.1.1.1.1", "anything"})
    void doesNotTakeAnotherApplicationContext(String name) {
        assertUnacceptable(
                echoed().applicationContext(name), "A-ASSOCIATE-AC has another application context than DICOM's");
    }

    /** Items that must be there, without which one knows all the same what is meant. */
    @Test
    void bearsThatItemsAreMissing() {
        assertThat(agreed(echo(), echoed().applicationContext("").acceptance()).remarks())
                .containsExactly("no application context");

        Agreed silent = agreed(echo(), echoed().withoutMaximumLength().acceptance());
        assertThat(silent.agreement().maxPduLengthSent()).isEqualTo(16_384);
        assertThat(silent.remarks()).containsExactly("no maximum length");

        Agreed unnamed = agreed(echo(), echoed().implementationClassUid("").acceptance());
        assertThat(unnamed.agreement().implementationClassUid()).isEmpty();
        assertThat(unnamed.remarks()).containsExactly("no implementation class UID");

        Agreed bare = agreed(echo(), echoed().withoutUserInformation());
        assertThat(bare.agreement().accepted()).hasSize(1);
        assertThat(bare.agreement().maxPduLengthSent()).isEqualTo(16_384);
        assertThat(bare.remarks()).containsExactly("no maximum length", "no implementation class UID");
    }

    /** PS3.7 D.3.3.5: agreed is what was proposed and answered. */
    @Test
    void takesAnswersToExtendedNegotiation() {
        AssociationProposal proposal = echo().toBuilder()
                .context(SopClass.CT_IMAGE_STORAGE)
                .extendedNegotiation(SopClass.CT_IMAGE_STORAGE, new byte[] {2, 0})
                .extendedNegotiation(SopClass.VERIFICATION, new byte[] {1})
                .build();
        Agreed agreed = agreed(
                proposal,
                echoed().context(3, 0, IMPLICIT)
                        .extended(CT, 1, 0, 9)
                        .extended("1.2.3", 7)
                        .extended("no UID", 8)
                        .commonExtended(CT)
                        .acceptance());

        assertThat(agreed.agreement().extendedNegotiations())
                .containsOnlyKeys(SopClass.CT_IMAGE_STORAGE)
                .containsEntry(SopClass.CT_IMAGE_STORAGE, octets(1, 0, 9));
        assertThat(agreed.remarks())
                .containsExactly(
                        "2 extended negotiations that were not proposed",
                        "common extended negotiation, which only a request may have");
        assertThat(agreed(echo(), echoed().extended(VERIFICATION, 1).acceptance())
                        .agreement()
                        .extendedNegotiations())
                .isEmpty();
    }

    /** PS3.7 D.3.3.7: absent means that the peer knows no such claims; the requestor decides what to do then. */
    @Test
    void takesTheResponseToAnIdentityThatAskedForIt() {
        UserIdentity claim = UserIdentity.token(UserIdentity.Type.KERBEROS, new byte[] {1});
        AssociationProposal silent = echo().toBuilder().userIdentity(claim).build();
        AssociationProposal asking =
                echo().toBuilder().userIdentity(claim.withResponseRequested()).build();
        String unasked = "a response to a user identity that did not ask for one";

        Agreed answered = agreed(asking, echoed().identity(7, 8).acceptance());
        assertThat(answered.identityResponse()).contains(octets(7, 8));
        assertThat(answered.remarks()).isEmpty();
        assertThat(agreed(asking, echoed().identity().acceptance()).identityResponse())
                .contains(octets());
        assertThat(agreed(asking, echoed().acceptance()).identityResponse()).isEmpty();

        for (AssociationProposal proposal : List.of(echo(), silent)) {
            Agreed agreed = agreed(proposal, echoed().identity(7).acceptance());
            assertThat(agreed.identityResponse()).isEmpty();
            assertThat(agreed.remarks()).containsExactly(unasked);
        }
    }

    /** PS3.8 9.3.3, from the bytes: with these, nobody can tell what was meant (A-ABORT, source 2, reason 6). */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            two results for one context | 21 00 {2: 01 00 00 00 40 00 {2: '1.2.840.10008.1.2'}} 21 00 {2: 01 00 03 00}
            no context at all           | 50 00 {2: 51 00 {2: 00004000}}
            maximum length of 3 bytes   | 21 00 {2: 01 00 03 00} 50 00 {2: 51 00 {2: 004000}}
            window of 2 bytes           | 21 00 {2: 01 00 03 00} 50 00 {2: 53 00 {2: 0001}}
            item past the end           | 21 00 {2: 01 00 03 00} 50 00 0009 51 00
            """)
    void cannotReadWhatIsNoAcceptance(String fault, String items) {
        assertThatExceptionOfType(PduException.class)
                .as(fault)
                .isThrownBy(() -> read(items))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(AbortReason.INVALID_PDU_PARAMETER_VALUE));
    }

    /** What is unknown or not to be tested is skipped: PS3.8 9.3.1, Table 9-18, PS3.7 D.2. */
    @Test
    void readsASoundAcceptance() throws PduException {
        AssociateAc answer = read("""
                99 00 {2: 00 01 02}
                21 FF {2: 03 FF 04 FF 40 00 {2: 'anything'}}
                21 00 {2: 01 00 00 00 40 00 {2: '1.2.840.10008.1.2' 00}}
                50 00 {2: 55 00 {2: 'PEER_1'} 98 00 {2: 00} 52 00 {2: '1.2.3.4'} 51 00 {2: 00000000}}
                """);
        Agreed agreed = agreed(twoContexts(), answer);

        assertThat(agreed.agreement().accepted())
                .extracting(PresentationContext::id)
                .containsExactly(1);
        assertThat(agreed.agreement().maxPduLengthSent()).isZero();
        assertThat(agreed.refused())
                .extracting(RefusedContext::reason)
                .containsExactly(Reason.TRANSFER_SYNTAXES_NOT_SUPPORTED);
        assertThat(agreed.remarks()).isEmpty();
    }

    private static AssociateAc read(String items) throws PduException {
        ByteBuffer in = ByteBuffer.wrap(Script.of("02 00 {4: 0001 0000 '" + "x".repeat(64)
                        + "' 10 00 {2: '1.2.840.10008.3.1.1.1'}\n" + items + "}")
                .bytes());
        PduReader reader = new PduReader(1 << 20);
        while (reader.advance(in) != PduReader.Progress.PDU) {
            // The type comes first.
        }
        return (AssociateAc) reader.pdu();
    }

    private static AssociationProposal.Builder proposal() {
        return AssociationProposal.to("localhost", 11112).calledAeTitle("THEIR_PACS");
    }

    private static AssociationProposal echo() {
        return proposal().context(SopClass.VERIFICATION).build();
    }

    private static AssociationProposal twoContexts() {
        return proposal()
                .context(SopClass.VERIFICATION)
                .context(
                        SopClass.CT_IMAGE_STORAGE,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .build();
    }

    private static AnsweredAssociation echoed() {
        return new AnsweredAssociation().context(1, 0, IMPLICIT);
    }

    private static PresentationContext context(int id, Uid sopClass, Uid transferSyntax) {
        return new PresentationContext(id, sopClass, transferSyntax, Set.of(Role.INVOKER));
    }

    private static ProposalOutcome judge(AssociationProposal proposal, AssociateAc answer) {
        return new Proposal(proposal, AeTitle.of("PACS_SCU"), new Offer(65_536, Uid.of("2.25.1"), "OURS_1"))
                .judge(answer);
    }

    private static Agreed agreed(AssociationProposal proposal, AssociateAc answer) {
        ProposalOutcome outcome = judge(proposal, answer);
        assertThat(outcome).isInstanceOf(Agreed.class);
        return (Agreed) outcome;
    }

    private static void assertUnacceptable(AnsweredAssociation answer, String explanation) {
        assertThat(judge(echo(), answer.acceptance()))
                .isEqualTo(new Unacceptable(AbortReason.INVALID_PDU_PARAMETER_VALUE, explanation));
    }

    private static Set<Role> roles(String names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(names.split(",", -1)).map(String::trim).map(Role::valueOf).forEach(roles::add);
        return roles;
    }

    private static int first(String pair) {
        return Integer.parseInt(pair.substring(0, pair.indexOf(' ')));
    }

    private static int second(String pair) {
        return Integer.parseInt(pair.substring(pair.indexOf(' ') + 1));
    }
}
