package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.ul.ProposedAssociation.EXPLICIT;
import static org.pacsscp.core.internal.ul.ProposedAssociation.IMPLICIT;
import static org.pacsscp.core.internal.ul.ProposedAssociation.octets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.ApplicationEntity;
import org.pacsscp.api.AssociationDecision.Reject;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.Limits;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.PresentationContextResult;
import org.pacsscp.core.internal.pdu.RoleSelection;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityAc;
import org.pacsscp.core.internal.pdu.UserInformation;

class NegotiatorTest {
    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String JPEG = "1.2.840.10008.1.2.4.50";
    private static final ServiceCapability ECHO = ServiceCapability.performer(Uid.VERIFICATION, CommandField.C_ECHO_RQ);

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

    private final ServerConfig.Builder config = ServerConfig.builder();

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
    @ValueSource(strings = {"PACS_SCP        ", "        PACS_SCP", "  PACS_SCP      ", "PACS_SCP\0\0\0\0\0\0\0\0"})
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
    void takesTheAeTitlesOfApplicationEntities() {
        config.aeTitle("ONE").applicationEntity(ApplicationEntity.of("TWO"));

        assertThat(examine(echo().called("ONE             "))).isEmpty();
        assertThat(examine(echo().called("TWO             "))).isEmpty();
        assertRejected(
                echo(),
                RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                "called AE title \"PACS_SCP\" is not one of [ONE, TWO]");
    }

    @Test
    void takesAnyCalledAeTitleThatIsOne() {
        config.anyCalledAeTitle(true);

        assertThat(examine(echo().called("WHOEVER         "))).isEmpty();
        assertThat(reason(echo().called(" ".repeat(16)))).contains(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "                ",
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "A\\B             ",
                "A\nB             ",
                "\u00C4E              ",
                "A\0B             "
            })
    void rejectsACallingAeTitleThatIsNone(String title) {
        assertRejected(
                echo().calling(title),
                RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED,
                "calling AE title is blank or not valid");
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

        config.rejectWithoutContext(true);
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
        config.limits(Limits.builder().maxPduLength(32_768).build())
                .implementationClassUid(Uid.of("2.25.1"))
                .implementationVersionName("OURS_1");
        UserInformation ours = negotiate(echo()).response().userInformation();

        assertThat(ours.maximumLength()).hasValue(32_768);
        assertThat(ours.implementationClassUid()).isEqualTo("2.25.1");
        assertThat(ours.implementationVersionName()).isEqualTo("OURS_1");
    }

    @Test
    void takesNoteOfWhatThePeerIs() {
        Negotiation sound = negotiate(echo().maximumLength(0).implementation("1.2.3.4", "PEER_1"));
        assertThat(sound.agreement().maxPduLengthSent()).isZero();
        assertThat(sound.agreement().implementationClassUid()).contains(Uid.of("1.2.3.4"));
        assertThat(sound.agreement().implementationVersionName()).contains("PEER_1");

        Negotiation silent = negotiate(echo().noMaximumLength().implementation("no UID", ""));
        assertThat(silent.agreement().maxPduLengthSent()).isEqualTo(16_384);
        assertThat(silent.agreement().implementationClassUid()).isEmpty();
        assertThat(silent.agreement().implementationVersionName()).isEmpty();

        assertThat(negotiate(echo().maximumLength(4_294_967_295L)).agreement().maxPduLengthSent())
                .isEqualTo(4_294_967_295L);
    }

    @Test
    void bearsARequestWithoutUserInformation() {
        Negotiator negotiator = negotiator(NOBODY, ECHO);
        assertThat(negotiator.examine(echo().withoutUserInformation())).isEmpty();
        Negotiation negotiation = negotiator.negotiate(echo().withoutUserInformation(), Optional.empty());

        assertThat(negotiation.agreement().accepted()).hasSize(1);
        assertThat(negotiation.agreement().maxPduLengthSent()).isEqualTo(16_384);
    }

    /** PS3.8 Table 9-18: 2 no reason, 3 abstract syntax not supported, 4 transfer syntaxes not supported. */
    @Test
    void answersEachContextInItsPlace() {
        Negotiation negotiation = negotiate(new ProposedAssociation()
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

        assertThat(negotiation.response().presentationContexts())
                .containsExactly(
                        new PresentationContextResult(255, 0, IMPLICIT),
                        new PresentationContextResult(0, 2, ""),
                        new PresentationContextResult(2, 2, ""),
                        new PresentationContextResult(3, 3, ""),
                        new PresentationContextResult(5, 3, ""),
                        new PresentationContextResult(7, 3, ""),
                        new PresentationContextResult(9, 3, ""),
                        new PresentationContextResult(11, 4, ""),
                        new PresentationContextResult(13, 4, ""),
                        new PresentationContextResult(1, 0, IMPLICIT));
        assertThat(negotiation.agreement().accepted())
                .containsExactly(
                        new PresentationContext(
                                255, Uid.VERIFICATION, Uid.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER)),
                        new PresentationContext(
                                1, Uid.VERIFICATION, Uid.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER)));
    }

    @Test
    void choosesTransferSyntaxesInItsOwnOrder() {
        ServiceCapability store =
                store().transferSyntaxes(Uid.of(JPEG), Uid.EXPLICIT_VR_LITTLE_ENDIAN, Uid.IMPLICIT_VR_LITTLE_ENDIAN);

        assertThat(chosen(store, IMPLICIT, EXPLICIT)).isEqualTo(EXPLICIT);
        assertThat(chosen(store, IMPLICIT, EXPLICIT, JPEG)).isEqualTo(JPEG);
        assertThat(chosen(store, "1.2.3", IMPLICIT)).isEqualTo(IMPLICIT);
    }

    @Test
    void choosesTransferSyntaxesInThePeersOrderIfTold() {
        config.transferSyntaxChoice(TransferSyntaxChoice.PEERS_ORDER);
        ServiceCapability store =
                store().transferSyntaxes(Uid.of(JPEG), Uid.EXPLICIT_VR_LITTLE_ENDIAN, Uid.IMPLICIT_VR_LITTLE_ENDIAN);

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
        config.transferSyntaxChoice((abstractSyntax, proposed, supported) -> Optional.of(Uid.of(JPEG)));

        assertThat(chosen(store().anyTransferSyntax(), IMPLICIT)).isNull();
        assertThat(chosen(store(), IMPLICIT, JPEG)).isNull();
        assertThat(chosen(store().anyTransferSyntax(), IMPLICIT, JPEG)).isEqualTo(JPEG);
    }

    @Test
    void acceptsAnyAbstractSyntaxThatIsOne() {
        ServiceCapability any = ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ);
        Negotiation negotiation = negotiate(
                new ProposedAssociation().context(1, "1.2.3", IMPLICIT).context(3, "1.2.x", IMPLICIT), any);

        assertThat(negotiation.response().presentationContexts())
                .containsExactly(
                        new PresentationContextResult(1, 0, IMPLICIT), new PresentationContextResult(3, 3, ""));
        assertThat(negotiation.agreement().accepted().get(0).abstractSyntax()).isEqualTo(Uid.of("1.2.3"));
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
        Negotiation negotiation = negotiate(proposed, store().roles(roles(ours).toArray(Role[]::new)));

        assertThat(negotiation.response().presentationContexts())
                .extracting(PresentationContextResult::result)
                .containsExactly(result);
        assertThat(negotiation.agreement().accepted())
                .extracting(PresentationContext::roles)
                .isEqualTo(granted == null ? List.of() : List.of(roles(granted)));
        assertThat(negotiation.response().userInformation().roleSelections())
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
        Negotiation negotiation = negotiate(proposed, store().roles(Role.PERFORMER, Role.INVOKER), ECHO);

        assertThat(negotiation.agreement().accepted()).hasSize(3);
        assertThat(negotiation.response().userInformation().roleSelections())
                .containsExactly(new RoleSelection(CT, true, true));
        assertThat(negotiation.agreement().accepted().get(2).roles()).containsExactly(Role.PERFORMER);
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
        config.limits(Limits.builder().maxOperations(ours).build());
        Negotiation negotiation = negotiate(echo().window(first(proposed), second(proposed)));

        assertThat(negotiation.response().userInformation().asynchronousOperationsWindow())
                .contains(new AsynchronousOperationsWindow(first(answer), second(answer)));
        // What the peer invokes is ours to perform.
        assertThat(negotiation.agreement().maxOperationsPerformed()).isEqualTo(first(answer));
        assertThat(negotiation.agreement().maxOperationsInvoked()).isEqualTo(second(answer));
    }

    @Test
    void isSynchronousWithAPeerThatDoesNotNegotiateTheWindow() {
        config.limits(Limits.builder().maxOperations(8).build());
        Negotiation negotiation = negotiate(echo());

        assertThat(negotiation.response().userInformation().asynchronousOperationsWindow())
                .isEmpty();
        assertThat(negotiation.agreement().maxOperationsPerformed()).isEqualTo(1);
        assertThat(negotiation.agreement().maxOperationsInvoked()).isEqualTo(1);
    }

    @Test
    void answersAnIdentityWithWhatTheVerifierSays() {
        Negotiator negotiator = negotiator(NOBODY, ECHO);

        assertThat(negotiator
                        .negotiate(echo().request(), Optional.of(new byte[] {1, 2}))
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
                .negotiate(proposed.request(), Optional.empty())
                .response()
                .userInformation();

        assertThat(answer.extendedNegotiations())
                .containsExactly(new SopClassExtendedNegotiation(VERIFICATION, octets(9)));
        assertThat(answer.commonExtendedNegotiations()).isEmpty();
        assertThat(handlers.asked)
                .containsExactly("common " + CT + " 1.2.3 [1.2.4]", VERIFICATION + " [1, 2]", CT + " [3]");
    }

    @Test
    void asksHandlersOnceThoughContextsAreLookedAtTwice() {
        config.rejectWithoutContext(true);
        Answering handlers = new Answering();
        Negotiator negotiator = negotiator(handlers, ECHO);
        negotiator.examine(echo().extended(VERIFICATION, 1).request());
        assertThat(handlers.asked).isEmpty();

        negotiator.negotiate(echo().extended(VERIFICATION, 1).request(), Optional.empty());
        assertThat(handlers.asked).containsExactly(VERIFICATION + " [1]");
    }

    /** Answers for the Verification SOP class. */
    private static final class Answering implements ExtendedNegotiator {
        private final List<String> asked = new ArrayList<>();

        @Override
        public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
            asked.add(sopClassUid + " " + Arrays.toString(applicationInformation));
            return sopClassUid.equals(Uid.VERIFICATION) ? Optional.of(new byte[] {9}) : Optional.empty();
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
        return new Negotiator(config.toConfig(), List.of(capabilities), extendedNegotiator);
    }

    private Negotiation negotiate(ProposedAssociation proposed, ServiceCapability... capabilities) {
        ServiceCapability[] known = capabilities.length == 0 ? new ServiceCapability[] {ECHO} : capabilities;
        return negotiator(NOBODY, known).negotiate(proposed.request(), Optional.empty());
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
        return negotiator(NOBODY, ECHO).examine(proposed.request());
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
