package org.pacsscp.core.internal.ul;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityAc;
import org.pacsscp.core.internal.pdu.UserInformation;

/**
 * Holds an A-ASSOCIATE-AC against what was proposed. What the peer may not answer, but whose meaning is clear and harms
 * nobody, is borne and remarked: it grants no more than was asked for. What leaves open how to go on is unacceptable. Owned
 * by the thread that judges; one for each acceptance.
 */
final class AcceptanceJudge {
    private final AssociationProposal wanted;
    private final AssociateAc answer;
    private final UserInformation information;
    private final List<String> remarks = new ArrayList<>();

    AcceptanceJudge(AssociationProposal wanted, AssociateAc answer) {
        this.wanted = wanted;
        this.answer = answer;
        information = answer.userInformation();
    }

    ProposalOutcome judge() {
        PeerInformation peer = PeerInformation.of(information);
        Optional<String> fault = fault(peer);
        if (fault.isPresent()) {
            return new ProposalOutcome.Unacceptable(AbortReason.INVALID_PDU_PARAMETER_VALUE, fault.get());
        }
        remarkWhatIsMissing();
        AnsweredContexts contexts = new AnsweredContexts(wanted, answer, remarks);
        AsynchronousOperationsWindow window = window();
        return new ProposalOutcome.Agreed(
                new Agreement(
                        contexts.accepted(),
                        peer.maxPduLength(),
                        window.maximumOperationsPerformed(),
                        window.maximumOperationsInvoked(),
                        peer.implementationClassUid(),
                        peer.implementationVersionName(),
                        extendedNegotiations()),
                contexts.refused(),
                identityResponse(),
                remarks);
    }

    /** PS3.8 Table 9-17 (only bit 0 of the version is tested), PS3.7 A.2.1, PS3.8 D.1. */
    private Optional<String> fault(PeerInformation peer) {
        if (!ProtocolVersion.includesVersion1(answer.protocolVersion())) {
            return Optional.of("A-ASSOCIATE-AC has protocol version " + answer.protocolVersion()
                    + ", which does not include version 1");
        }
        if (!answer.applicationContextName().isEmpty()
                && !answer.applicationContextName().equals(Uid.DICOM_APPLICATION_CONTEXT.value())) {
            return Optional.of("A-ASSOCIATE-AC has another application context than DICOM's");
        }
        if (peer.leavesNoRoomForData()) {
            return Optional.of(
                    "A-ASSOCIATE-AC has maximum length " + peer.maxPduLength() + ", which leaves no room for data");
        }
        return Optional.empty();
    }

    /** Items that must be there (PS3.8 9.3.3, D.1, PS3.7 D.3.3.2), and that one can do without. */
    private void remarkWhatIsMissing() {
        remarkIf(answer.applicationContextName().isEmpty(), "no application context");
        remarkIf(information.maximumLength().isEmpty(), "no maximum length");
        remarkIf(information.implementationClassUid().isEmpty(), "no implementation class UID");
    }

    /** PS3.7 D.3.3.3: at most what was proposed, and 1 where nothing was proposed or answered; 0 stands for no limit. */
    private AsynchronousOperationsWindow window() {
        AsynchronousOperationsWindow proposed =
                new AsynchronousOperationsWindow(wanted.maxOperationsInvoked(), wanted.maxOperationsPerformed());
        AsynchronousOperationsWindow granted = information
                .asynchronousOperationsWindow()
                .map(window -> new AsynchronousOperationsWindow(
                        atMost(proposed.maximumOperationsInvoked(), window.maximumOperationsInvoked()),
                        atMost(proposed.maximumOperationsPerformed(), window.maximumOperationsPerformed())))
                .orElse(AsynchronousOperationsWindow.SYNCHRONOUS);
        remarkIf(
                information
                        .asynchronousOperationsWindow()
                        .filter(answered -> !answered.equals(granted))
                        .isPresent(),
                "an asynchronous operations window larger than proposed");
        return granted;
    }

    private static int atMost(int proposed, int answered) {
        return answered == 0 ? proposed : Math.min(proposed, answered);
    }

    /** PS3.7 D.3.3.5: only what was proposed can be agreed on. */
    private Map<Uid, Octets> extendedNegotiations() {
        Map<Uid, Octets> answers = new LinkedHashMap<>();
        int unasked = 0;
        for (SopClassExtendedNegotiation item : information.extendedNegotiations()) {
            Optional<Uid> sopClass = Optional.of(item.sopClassUid())
                    .filter(Uid::isValid)
                    .map(Uid::of)
                    .filter(wanted.extendedNegotiations()::containsKey);
            if (sopClass.isPresent()) {
                answers.put(sopClass.get(), item.serviceClassApplicationInformation());
            } else {
                unasked++;
            }
        }
        remarkIf(unasked > 0, unasked + " extended negotiations that were not proposed");
        remarkIf(
                !information.commonExtendedNegotiations().isEmpty(),
                "common extended negotiation, which only a request may have");
        return answers;
    }

    /** PS3.7 D.3.3.7: a response only to who asked for one. */
    private Optional<Octets> identityResponse() {
        boolean asked =
                wanted.userIdentity().filter(UserIdentity::responseRequested).isPresent();
        remarkIf(
                !asked && information.userIdentityAc().isPresent(),
                "a response to a user identity that did not ask for one");
        return asked ? information.userIdentityAc().map(UserIdentityAc::serverResponse) : Optional.empty();
    }

    private void remarkIf(boolean condition, String remark) {
        if (condition) {
            remarks.add(remark);
        }
    }
}
