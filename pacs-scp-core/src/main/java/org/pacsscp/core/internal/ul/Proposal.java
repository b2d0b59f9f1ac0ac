package org.pacsscp.core.internal.ul;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.Role;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.core.internal.pdu.RoleSelection;
import org.pacsscp.core.internal.pdu.SopClassCommonExtendedNegotiation;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityRq;
import org.pacsscp.core.internal.pdu.UserInformation;

/**
 * What a requestor asks for, and what the answer comes to: the other side of {@link Negotiation}. A function of what the
 * application wants and of what we offer. Immutable, any thread.
 *
 * @param wanted with whom an association is wanted, and what for
 * @param callingAeTitle who we are, unless the application says otherwise for this one
 * @param offer what we tell of ourselves
 */
public record Proposal(AssociationProposal wanted, AeTitle callingAeTitle, Offer offer) {
    /** PS3.8 Table 9-11: zeros, which {@code PduWriter} pads with. */
    private static final String RESERVED = "";

    /** The A-ASSOCIATE-RQ (PS3.8 9.3.2). */
    public AssociateRq request() {
        return new AssociateRq(
                ProtocolVersion.VERSION_1,
                wanted.calledAeTitle().value(),
                wanted.callingAeTitle().orElse(callingAeTitle).value(),
                RESERVED,
                Uid.DICOM_APPLICATION_CONTEXT.value(),
                contexts(),
                new UserInformation(
                        OptionalLong.of(offer.maxPduLength()),
                        offer.implementationClassUid().value(),
                        offer.implementationVersionName(),
                        window(),
                        wanted.roles().entrySet().stream()
                                .map(Proposal::roleSelection)
                                .toList(),
                        wanted.extendedNegotiations().entrySet().stream()
                                .map(item -> new SopClassExtendedNegotiation(
                                        item.getKey().value(), Octets.of(item.getValue())))
                                .toList(),
                        wanted.commonExtendedNegotiations().stream()
                                .map(Proposal::commonExtendedNegotiation)
                                .toList(),
                        wanted.userIdentity().map(Proposal::identity),
                        Optional.empty()));
    }

    /** Judges the A-ASSOCIATE-AC that answered the request. */
    public ProposalOutcome judge(AssociateAc acceptance) {
        return new AcceptanceJudge(wanted, acceptance).judge();
    }

    /** PS3.8 9.3.2.2: the ids are odd, 1 to 255, in the order of the proposal. */
    static int contextId(int index) {
        return 2 * index + 1;
    }

    private List<ProposedPresentationContext> contexts() {
        List<ProposedPresentationContext> items =
                new ArrayList<>(wanted.contexts().size());
        for (ProposedContext context : wanted.contexts()) {
            items.add(new ProposedPresentationContext(
                    contextId(items.size()),
                    List.of(context.abstractSyntax().value()),
                    values(context.transferSyntaxes())));
        }
        return items;
    }

    private static List<String> values(List<Uid> uids) {
        List<String> values = new ArrayList<>(uids.size());
        for (Uid uid : uids) {
            values.add(uid.value());
        }
        return values;
    }

    /** PS3.7 D.3.3.3: absent means one each way. */
    private Optional<AsynchronousOperationsWindow> window() {
        return Optional.of(new AsynchronousOperationsWindow(
                        wanted.maxOperationsInvoked(), wanted.maxOperationsPerformed()))
                .filter(window -> !window.equals(AsynchronousOperationsWindow.SYNCHRONOUS));
    }

    /** PS3.7 Table D.3-9: the requestor's roles, which are ours. */
    private static RoleSelection roleSelection(Map.Entry<Uid, Set<Role>> roles) {
        return new RoleSelection(
                roles.getKey().value(),
                roles.getValue().contains(Role.INVOKER),
                roles.getValue().contains(Role.PERFORMER));
    }

    private static SopClassCommonExtendedNegotiation commonExtendedNegotiation(CommonExtendedNegotiation information) {
        return new SopClassCommonExtendedNegotiation(
                information.sopClassUid().value(),
                information.serviceClassUid().value(),
                information.relatedGeneralSopClassUids().stream()
                        .map(Uid::value)
                        .toList());
    }

    private static UserIdentityRq identity(UserIdentity claim) {
        return new UserIdentityRq(
                UserIdentityTypes.code(claim.type()),
                claim.responseRequested(),
                Octets.of(claim.primaryField()),
                Octets.of(claim.secondaryField()));
    }
}
