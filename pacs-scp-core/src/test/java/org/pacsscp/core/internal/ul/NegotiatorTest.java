package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.ul.ProposedAssociation.EXPLICIT;
import static org.pacsscp.core.internal.ul.ProposedAssociation.IMPLICIT;
import static org.pacsscp.core.internal.ul.ProposedAssociation.octets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationDecision.Reject;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.PresentationContextResult;
import org.pacsscp.core.internal.pdu.RoleSelection;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityAc;
import org.pacsscp.core.internal.pdu.UserInformation;
import org.pacsscp.core.internal.ul.Negotiation.Acceptance;

class NegotiatorTest {
    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String JPEG = "1.2.840.10008.1.2.4.50";
    private static final ServiceCapability ECHO =
            ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ);

    private static final ExtendedNegotiator NOBODY = new ExtendedNegotiator() {
        @Override
        public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
            return Optional.empty();
        }

        @Override
        public void negotiate(CommonExtendedNegotiation information) {
            // Nobody takes note.
        }
    };

    private Set<AeTitle> aeTitles = Set.of(AeTitle.of("PACS_SCP"));
    private boolean anyCalledAeTitle;
    private boolean rejectWithoutContext;
    private boolean invokeWithoutRoleSelection;
    private TransferSyntaxChoice choice = TransferSyntaxChoice.SERVERS_ORDER;
    private int maxOperations = 1;
    private Offer offer = new Offer(65_536, Uid.of("2.25.1"), "OURS_1");

    @Test
    void findsNothingWrongWithASoundRequest() {
        assertThat(examine(echo())).isEmpty();
    }

    /** PS3.8 Table 9-11: bit 0 stands for version 1 and is the only one to be tested. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false", "3, true", "65534, false", "65535, true"})
    void testsBit0OfTheProtocolVersion(int version, boolean supported) {
        Optional<Reject> rejection = examine(echo().protocolVersion(version));

        assertThat(rejection.map(Reject::reason))
                .isEqualTo(supported ? Optional.empty() : Optional.of(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.840.10008.3.1.1.2", "1.2.840.10008.3.1.1", "1.2.840.10008.3.1.1.1.1"})
    void rejectsAnotherApplicationContext(String name) {
        assertRejected(
                echo().applicationContext(name),
                RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED,
                "application context \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PACS_SCP        ", "        PACS_SCP", "  PACS_SCP      ", "PACS_SCP\0garbage"})
    void takesItsAeTitleHoweverPadded(String title) {
        assertThat(examine(echo().called(title))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER           ", "pacs_scp        ", "PACS_SCP1       ", "PACS SCP        "})
    void rejectsAnotherCalledAeTitle(String title) {
        assertRejected(
                echo().called(title),
                RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                "called AE title \"" + title.trim() + "\" is not one of [PACS_SCP]");
    }

    @Test
    void saysWhatIsWrongWithACalledAeTitle() {
        assertRejected(
                echo().called(" ".repeat(16)), RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED, "called AE title is blank");
        assertRejected(
                echo().called("PACS\nSCP        "),
                RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                "called AE title \"PACS\nSCP\" has the character 0AH at offset 4, which no AE title may have");
    }

    @Test
    void takesEachOfItsAeTitles() {
        aeTitles = new LinkedHashSet<>(List.of(AeTitle.of("ONE"), AeTitle.of("TWO")));

        assertThat(examine(echo().called("ONE             "))).isEmpty();
        assertThat(examine(echo().called("TWO             "))).isEmpty();
        assertRejected(
                echo(),
                RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                "called AE title \"PACS_SCP\" is not one of [ONE, TWO]");
    }

    @Test
    void takesAnyCalledAeTitleIfItIsTold() {
        anyCalledAeTitle = true;

        for (String title : List.of("WHOEVER         ", " ".repeat(16), "A\nB             ", "A\0garbage       ")) {
            assertThat(examine(echo().called(title))).as(title).isEmpty();
        }
    }

    @Test
    void rejectsACallingAeTitleThatIsNone() {
        assertCallingRejected(" ".repeat(16), "is blank");
        assertCallingRejected("\0AE             ", "is blank");
        assertCallingRejected(
                "A\\B             ", "\"A\\B\" has the character 5CH at offset 1, which no AE title may have");
        assertCallingRejected(
                "A\nB             ", "\"A\nB\" has the character 0AH at offset 1, which no AE title may have");
        assertCallingRejected(
                "\u00C4E              ", "\"\u00C4E\" has the character C4H at offset 0, which no AE title may have");
    }

    private void assertCallingRejected(String title, String fault) {
        assertRejected(
                echo().calling(title), RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, "calling AE title " + fault);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "7, false", "8, true", "16384, true", "4294967295, true"})
    void needsRoomForTwoBytes(long maximumLength, boolean enough) {
        assertThat(reason(echo().maximumLength(maximumLength)))
                .isEqualTo(enough ? Optional.empty() : Optional.of(RejectReason.NO_REASON_GIVEN));
    }

    /** The first of the checks that fails, in the order in which a peer is told of its faults. */
    @Test
    void namesTheFirstFault() {
        ProposedAssociation faulty = echo().maximumLength(1)
                .calling(" ".repeat(16))
                .called("OTHER           ")
                .applicationContext("1.2")
                .protocolVersion(2);
        assertThat(reason(faulty)).contains(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
        assertThat(reason(faulty.protocolVersion(1))).contains(RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED);
        assertThat(reason(faulty.applicationContext("1.2.840.10008.3.1.1.1")))
                .contains(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
        assertThat(reason(faulty.called("PACS_SCP        "))).contains(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
        assertThat(reason(faulty.calling("PEER            "))).contains(RejectReason.NO_REASON_GIVEN);
        assertThat(reason(faulty.maximumLength(8))).isEmpty();
    }

    @Test
    void rejectsARequestWithoutAcceptableContextOnlyIfTold() {
        ProposedAssociation unacceptable = new ProposedAssociation().context(1, "1.2.3", IMPLICIT);
        assertThat(examine(unacceptable)).isEmpty();
        assertThat(negotiate(unacceptable).agreement().accepted()).isEmpty();

        rejectWithoutContext = true;
        assertRejected(unacceptable, RejectReason.NO_REASON_GIVEN, "no presentation context is acceptable");
        assertThat(examine(unacceptable.context(3, VERIFICATION, IMPLICIT))).isEmpty();
    }

    /** PS3.8 Table 9-17: reserved fields that are sent with the values of the request. */
    @Test
    void echoesTitlesAndReservedBytes() {
        AssociateAc response = negotiate(
                        echo().called("PACS_SCP\0\0\0\0\0\0\0\0").calling("  PEER          "))
                .response();

        assertThat(response.protocolVersion()).isEqualTo(1);
        assertThat(response.calledAeTitle()).isEqualTo("PACS_SCP\0\0\0\0\0\0\0\0");
        assertThat(response.callingAeTitle()).isEqualTo("  PEER          ");
        assertThat(response.reserved()).isEqualTo(ProposedAssociation.RESERVED);
        assertThat(response.applicationContextName()).isEqualTo("1.2.840.10008.3.1.1.1");
    }

    @Test
    void saysWhatWeAre() {
        offer = new Offer(32_768, Uid.of("2.25.7"), "OURS_7");
        UserInformation ours = negotiate(echo()).response().userInformation();

        assertThat(ours.maximumLength()).hasValue(32_768);
        assertThat(ours.implementationClassUid()).isEqualTo("2.25.7");
        assertThat(ours.implementationVersionName()).isEqualTo("OURS_7");
    }

    @Test
    void takesNoteOfWhatThePeerIs() {
        Acceptance sound = negotiate(echo().maximumLength(0).implementation("1.2.3.4", "PEER_1"));
        assertThat(sound.agreement().maxPduLengthSent()).isZero();
        assertThat(sound.agreement().implementationClassUid()).contains(Uid.of("1.2.3.4"));
        assertThat(sound.agreement().implementationVersionName()).contains("PEER_1");

        Acceptance silent = negotiate(echo().noMaximumLength().implementation("no UID", ""));
        assertThat(silent.agreement().maxPduLengthSent()).isEqualTo(16_384);
        assertThat(silent.agreement().implementationClassUid()).isEmpty();
        assertThat(silent.agreement().implementationVersionName()).isEmpty();

        // PS3.7 Table D.3-3 has 16 characters, and more would be kept as long as the association lasts.
        Acceptance verbose = negotiate(echo().implementation("1.2.3.4", "0123456789ABCDEFG"));
        assertThat(verbose.agreement().implementationVersionName()).contains("0123456789ABCDEF");

        assertThat(negotiate(echo().maximumLength(4_294_967_295L)).agreement().maxPduLengthSent())
                .isEqualTo(4_294_967_295L);
    }

    @Test
    void bearsARequestWithoutUserInformation() {
        Negotiation negotiation = negotiator(NOBODY, ECHO).begin(echo().withoutUserInformation());
        assertThat(negotiation.fault()).isEmpty();
        Acceptance acceptance = negotiation.accept(Optional.empty());

        assertThat(acceptance.agreement().accepted()).hasSize(1);
        assertThat(acceptance.agreement().maxPduLengthSent()).isEqualTo(16_384);
    }

    /** PS3.8 Table 9-18: 2 no reason, 3 abstract syntax not supported, 4 transfer syntaxes not supported. */
    @Test
    void answersEachContextInItsPlace() {
        Acceptance acceptance = negotiate(new ProposedAssociation()
                .context(255, VERIFICATION, IMPLICIT)
                .context(0, VERIFICATION, IMPLICIT)
                .context(2, VERIFICATION, IMPLICIT)
                .context(3, "1.2.3", IMPLICIT)
                .context(5, "", IMPLICIT)
                .context(7, List.of(), IMPLICIT)
                .context(9, List.of(VERIFICATION, VERIFICATION), IMPLICIT)
                .context(11, VERIFICATION, "1.2.3", JPEG)
                .context(13, VERIFICATION)
                .context(1, VERIFICATION, EXPLICIT, IMPLICIT));

        assertThat(acceptance.response().presentationContexts())
                .containsExactly(
                        new PresentationContextResult(255, 0, IMPLICIT),
                        new PresentationContextResult(0, 2, IMPLICIT),
                        new PresentationContextResult(2, 2, IMPLICIT),
                        new PresentationContextResult(3, 3, IMPLICIT),
                        new PresentationContextResult(5, 3, IMPLICIT),
                        new PresentationContextResult(7, 3, IMPLICIT),
                        new PresentationContextResult(9, 3, IMPLICIT),
                        new PresentationContextResult(11, 4, "1.2.3"),
                        new PresentationContextResult(13, 4, IMPLICIT),
                        new PresentationContextResult(1, 0, IMPLICIT));
        assertThat(acceptance.agreement().accepted())
                .containsExactly(
                        new PresentationContext(
                                255,
                                SopClass.VERIFICATION,
                                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                                Set.of(Role.PERFORMER)),
                        new PresentationContext(
                                1,
                                SopClass.VERIFICATION,
                                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                                Set.of(Role.PERFORMER)));
    }

    @Test
    void choosesTransferSyntaxesInItsOwnOrder() {
        ServiceCapability store = store().transferSyntaxes(
                        Uid.of(JPEG),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

        assertThat(chosen(store, IMPLICIT, EXPLICIT)).isEqualTo(EXPLICIT);
        assertThat(chosen(store, IMPLICIT, EXPLICIT, JPEG)).isEqualTo(JPEG);
        assertThat(chosen(store, "1.2.3", IMPLICIT)).isEqualTo(IMPLICIT);
    }

    @Test
    void choosesTransferSyntaxesInThePeersOrderIfTold() {
        choice = TransferSyntaxChoice.PEERS_ORDER;
        ServiceCapability store = store().transferSyntaxes(
                        Uid.of(JPEG),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

        assertThat(chosen(store, "1.2.3", IMPLICIT, EXPLICIT, JPEG)).isEqualTo(IMPLICIT);
    }

    @Test
    void takesThePeersFirstWhereAnyWillDo() {
        assertThat(chosen(store().anyTransferSyntax(), "no UID", "1.2.3", IMPLICIT))
                .isEqualTo("1.2.3");
        assertThat(chosen(store().anyTransferSyntax(), "no UID")).isNull();
        assertThat(chosen(store().anyTransferSyntax())).isNull();
    }

    @Test
    void choosesNothingThatWasNotProposedOrIsNotSupported() {
        choice = (abstractSyntax, proposed, supported) -> Optional.of(Uid.of(JPEG));

        assertThat(chosen(store().anyTransferSyntax(), IMPLICIT)).isNull();
        assertThat(chosen(store(), IMPLICIT, JPEG)).isNull();
        assertThat(chosen(store().anyTransferSyntax(), IMPLICIT, JPEG)).isEqualTo(JPEG);
    }

    @Test
    void acceptsAnyAbstractSyntaxThatIsOne() {
        ServiceCapability any = ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ);
        Acceptance acceptance = negotiate(
                new ProposedAssociation().context(1, "1.2.3", IMPLICIT).context(3, "1.2.x", IMPLICIT), any);

        assertThat(acceptance.response().presentationContexts())
                .containsExactly(
                        new PresentationContextResult(1, 0, IMPLICIT), new PresentationContextResult(3, 3, IMPLICIT));
        assertThat(acceptance.agreement().accepted().get(0).abstractSyntax()).isEqualTo(Uid.of("1.2.3"));
    }

    // PS3.7 D.3.3.4: what is proposed is accepted by the same value or turned down by 0; what is not proposed is never
    // answered with 1; without an item the requestor is the SCU and nothing else, and there is none in the answer. The
    // requestor's SCU role is for us to perform, its SCP role for us to invoke. No role left refuses the context.
    @ParameterizedTest(name = "we may {0}, the peer wants (SCU, SCP) {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            PERFORMER           | -   | 0 | PERFORMER           | -
            PERFORMER           | 1 0 | 0 | PERFORMER           | 1 0
            PERFORMER           | 0 1 | 3 | -                   | -
            PERFORMER           | 1 1 | 0 | PERFORMER           | 1 0
            PERFORMER           | 0 0 | 3 | -                   | -
            INVOKER             | -   | 3 | -                   | -
            INVOKER             | 1 0 | 3 | -                   | -
            INVOKER             | 0 1 | 0 | INVOKER             | 0 1
            INVOKER             | 1 1 | 0 | INVOKER             | 0 1
            INVOKER             | 0 0 | 3 | -                   | -
            PERFORMER,INVOKER   | -   | 0 | PERFORMER           | -
            PERFORMER,INVOKER   | 1 0 | 0 | PERFORMER           | 1 0
            PERFORMER,INVOKER   | 0 1 | 0 | INVOKER             | 0 1
            PERFORMER,INVOKER   | 1 1 | 0 | PERFORMER,INVOKER   | 1 1
            PERFORMER,INVOKER   | 0 0 | 3 | -                   | -
            """)
    void selectsRoles(
            String ours, @Nullable String wish, int result, @Nullable String granted, @Nullable String answer) {
        ProposedAssociation proposed = new ProposedAssociation().context(1, CT, IMPLICIT);
        if (wish != null) {
            proposed.role(CT, wish.startsWith("1"), wish.endsWith("1"));
        }
        Acceptance acceptance = negotiate(proposed, store().roles(roles(ours).toArray(Role[]::new)));

        assertThat(acceptance.response().presentationContexts())
                .extracting(PresentationContextResult::result)
                .containsExactly(result);
        assertThat(acceptance.agreement().accepted())
                .extracting(PresentationContext::roles)
                .isEqualTo(granted == null ? List.of() : List.of(roles(granted)));
        assertThat(acceptance.response().userInformation().roleSelections())
                .isEqualTo(
                        answer == null
                                ? List.of()
                                : List.of(new RoleSelection(CT, answer.startsWith("1"), answer.endsWith("1"))));
    }

    @Test
    void answersARoleOnceForAllContextsOfItsSopClass() {
        ProposedAssociation proposed = new ProposedAssociation()
                .context(1, CT, IMPLICIT)
                .context(3, CT, EXPLICIT)
                .context(5, CT, IMPLICIT)
                .context(7, VERIFICATION, IMPLICIT)
                .role(CT, true, true);
        Acceptance acceptance = negotiate(proposed, store().roles(Role.PERFORMER, Role.INVOKER), ECHO);

        assertThat(acceptance.agreement().accepted()).hasSize(3);
        assertThat(acceptance.response().userInformation().roleSelections())
                .containsExactly(new RoleSelection(CT, true, true));
        assertThat(acceptance.agreement().accepted().get(2).roles()).containsExactly(Role.PERFORMER);
    }

    @Test
    void answersNoRoleOfWhatIsNotAccepted() {
        ProposedAssociation proposed = new ProposedAssociation()
                .context(1, CT, JPEG)
                .context(3, VERIFICATION, IMPLICIT)
                .role(CT, true, false)
                .role("1.2.3", true, true);

        assertThat(negotiate(proposed, store(), ECHO)
                        .response()
                        .userInformation()
                        .roleSelections())
                .isEmpty();
    }

    @Test
    void selectsRolesOfAnAbstractSyntaxThatNoneNames() {
        ServiceCapability any =
                ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ).roles(Role.PERFORMER, Role.INVOKER);
        ProposedAssociation proposed =
                new ProposedAssociation().context(1, "1.2.3", IMPLICIT).role("1.2.3", false, true);

        assertThat(negotiate(proposed, any).response().userInformation().roleSelections())
                .containsExactly(new RoleSelection("1.2.3", false, true));
    }

    /** Some SCUs of C-GET propose no role (PS3.7 D.3.3.4 has it that they are no SCP then), and expect instances. */
    @Test
    void invokesWithoutARoleSelectionWhereThatIsWanted() {
        ServiceCapability invoker = store().roles(Role.INVOKER);
        ServiceCapability both = store().roles(Role.PERFORMER, Role.INVOKER);
        ProposedAssociation silent = new ProposedAssociation().context(1, CT, IMPLICIT);
        assertThat(negotiate(silent, invoker).agreement().accepted()).isEmpty();

        invokeWithoutRoleSelection = true;
        assertThat(negotiate(silent, invoker).agreement().accepted().get(0).roles())
                .containsExactly(Role.INVOKER);
        Acceptance acceptance = negotiate(silent, both);
        assertThat(acceptance.agreement().accepted().get(0).roles())
                .containsExactlyInAnyOrder(Role.PERFORMER, Role.INVOKER);
        assertThat(acceptance.response().userInformation().roleSelections()).isEmpty();

        // Who says that it is no SCP is believed.
        ProposedAssociation only =
                new ProposedAssociation().context(1, CT, IMPLICIT).role(CT, true, false);
        assertThat(negotiate(only, both).agreement().accepted().get(0).roles()).containsExactly(Role.PERFORMER);
    }

    // PS3.7 D.3.3.3: each number is at most the proposed one, where 0 stands for no limit; ours is never unlimited.
    @ParameterizedTest
    @CsvSource({
        "1, 1 1, 1 1",
        "1, 5 7, 1 1",
        "1, 0 0, 1 1",
        "8, 1 1, 1 1",
        "8, 5 7, 5 7",
        "8, 9 3, 8 3",
        "8, 0 0, 8 8",
        "8, 0 2, 8 2",
        "65535, 65535 0, 65535 65535"
    })
    void negotiatesTheWindow(int ours, String proposed, String answer) {
        maxOperations = ours;
        Acceptance acceptance = negotiate(echo().window(first(proposed), second(proposed)));

        assertThat(acceptance.response().userInformation().asynchronousOperationsWindow())
                .contains(new AsynchronousOperationsWindow(first(answer), second(answer)));
        // What the peer invokes is ours to perform.
        assertThat(acceptance.agreement().maxOperationsPerformed()).isEqualTo(first(answer));
        assertThat(acceptance.agreement().maxOperationsInvoked()).isEqualTo(second(answer));
    }

    @Test
    void isSynchronousWithAPeerThatDoesNotNegotiateTheWindow() {
        maxOperations = 8;
        Acceptance acceptance = negotiate(echo());

        assertThat(acceptance.response().userInformation().asynchronousOperationsWindow())
                .isEmpty();
        assertThat(acceptance.agreement().maxOperationsPerformed()).isEqualTo(1);
        assertThat(acceptance.agreement().maxOperationsInvoked()).isEqualTo(1);
    }

    @Test
    void answersAnIdentityWithWhatTheVerifierSays() {
        Negotiator negotiator = negotiator(NOBODY, ECHO);

        assertThat(negotiator
                        .begin(echo().request())
                        .accept(Optional.of(new byte[] {1, 2}))
                        .response()
                        .userInformation()
                        .userIdentityAc())
                .contains(new UserIdentityAc(octets(1, 2)));
        assertThat(negotiate(echo()).response().userInformation().userIdentityAc())
                .isEmpty();
    }

    /** PS3.7 D.3.3.5: what has no answer is not agreed on. */
    @Test
    void handsExtendedNegotiationToWhoeverServesTheSopClass() {
        Answering handlers = new Answering();
        ProposedAssociation proposed = echo().extended(VERIFICATION, 1, 2)
                .extended(CT, 3)
                .extended("no UID", 4)
                .commonExtended(CT, "1.2.3", "1.2.4", "no UID")
                .commonExtended(CT, "no UID");
        UserInformation answer = negotiator(handlers, ECHO)
                .begin(proposed.request())
                .accept(Optional.empty())
                .response()
                .userInformation();

        assertThat(answer.extendedNegotiations())
                .containsExactly(new SopClassExtendedNegotiation(VERIFICATION, octets(9)));
        assertThat(answer.commonExtendedNegotiations()).isEmpty();
        assertThat(handlers.asked)
                .containsExactly("common " + CT + " 1.2.3 [1.2.4]", VERIFICATION + " [1, 2]", CT + " [3]");
    }

    /** Whoever chooses transfer syntaxes is the application's, too, and is asked once for each context. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void judgesContextsOnceAndOnlyOnceThePeerMayComeIn(boolean reject) {
        rejectWithoutContext = reject;
        List<Uid> judged = new ArrayList<>();
        choice = (abstractSyntax, proposed, supported) -> {
            judged.add(abstractSyntax);
            return TransferSyntaxChoice.SERVERS_ORDER.choose(abstractSyntax, proposed, supported);
        };
        Answering handlers = new Answering();
        Negotiation negotiation = negotiator(handlers, ECHO)
                .begin(echo().extended(VERIFICATION, 1).request());

        assertThat(negotiation.fault()).isEmpty();
        assertThat(judged).hasSize(reject ? 1 : 0);
        assertThat(handlers.asked).isEmpty();

        assertThat(negotiation.accept(Optional.empty()).agreement().accepted()).hasSize(1);
        assertThat(judged).containsExactly(SopClass.VERIFICATION);
        assertThat(handlers.asked).containsExactly(VERIFICATION + " [1]");
    }

    /** Answers for the Verification SOP class. */
    private static final class Answering implements ExtendedNegotiator {
        private final List<String> asked = new ArrayList<>();

        @Override
        public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
            asked.add(sopClassUid + " " + Arrays.toString(applicationInformation));
            return sopClassUid.equals(SopClass.VERIFICATION) ? Optional.of(new byte[] {9}) : Optional.empty();
        }

        @Override
        public void negotiate(CommonExtendedNegotiation information) {
            asked.add("common " + information.sopClassUid() + " " + information.serviceClassUid() + " "
                    + information.relatedGeneralSopClassUids());
        }
    }

    private static ProposedAssociation echo() {
        return new ProposedAssociation().context(1, VERIFICATION, IMPLICIT);
    }

    private static ServiceCapability store() {
        return ServiceCapability.performer(Uid.of(CT), CommandField.C_STORE_RQ);
    }

    private Negotiator negotiator(ExtendedNegotiator extendedNegotiator, ServiceCapability... capabilities) {
        return new Negotiator(
                new Capabilities(List.of(capabilities)),
                new AcceptorRules(
                        aeTitles,
                        anyCalledAeTitle,
                        rejectWithoutContext,
                        choice,
                        invokeWithoutRoleSelection,
                        maxOperations),
                offer,
                extendedNegotiator);
    }

    private Acceptance negotiate(ProposedAssociation proposed, ServiceCapability... capabilities) {
        ServiceCapability[] known = capabilities.length == 0 ? new ServiceCapability[] {ECHO} : capabilities;
        return negotiator(NOBODY, known).begin(proposed.request()).accept(Optional.empty());
    }

    private @Nullable String chosen(ServiceCapability capability, String... proposed) {
        PresentationContextResult result = negotiate(new ProposedAssociation().context(1, CT, proposed), capability)
                .response()
                .presentationContexts()
                .get(0);
        assertThat(result.result()).isIn(0, 4);
        return result.result() == 0 ? result.transferSyntax() : null;
    }

    private Optional<Reject> examine(ProposedAssociation proposed) {
        return negotiator(NOBODY, ECHO).begin(proposed.request()).fault();
    }

    private Optional<RejectReason> reason(ProposedAssociation proposed) {
        return examine(proposed).map(Reject::reason);
    }

    private void assertRejected(ProposedAssociation proposed, RejectReason reason, String explanation) {
        assertThat(examine(proposed)).contains(new Reject(reason, explanation));
    }

    private static Set<Role> roles(String names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names.split(",", -1)) {
            roles.add(Role.valueOf(name.trim()));
        }
        return roles;
    }

    private static int first(String pair) {
        return Integer.parseInt(pair.substring(0, pair.indexOf(' ')));
    }

    private static int second(String pair) {
        return Integer.parseInt(pair.substring(pair.indexOf(' ') + 1));
    }
}
