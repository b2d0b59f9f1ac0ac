package org.pacsscp.core.internal.ul;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AssociationDecision.Reject;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.AsynchronousOperationsWindow;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.pdu.SopClassCommonExtendedNegotiation;
import org.pacsscp.core.internal.pdu.SopClassExtendedNegotiation;
import org.pacsscp.core.internal.pdu.UserIdentityAc;
import org.pacsscp.core.internal.pdu.UserInformation;

/**
 * The answer to one A-ASSOCIATE-RQ: first whether it can be served at all, then, if those who decide let it in, its
 * acceptance. Its presentation contexts are judged once, when that is first needed. Owned by the connection's loop, and
 * dropped with the request.
 */
public final class Negotiation {
    private final Negotiator negotiator;
    private final AssociateRq request;
    private @Nullable ContextJudge contexts;

    Negotiation(Negotiator negotiator, AssociateRq request) {
        this.negotiator = negotiator;
        this.request = request;
    }

    /**
     * What an accepted request comes to.
     *
     * @param response what the peer is told, once
     * @param agreement what both sides keep to from then on
     */
    public record Acceptance(AssociateAc response, Agreement agreement) {}

    /** Says why the request cannot be served by anybody here; empty if its form is good and it is for us. */
    public Optional<Reject> fault() {
        Optional<Reject> fault = RequestForm.fault(request, negotiator.rules());
        if (fault.isEmpty()
                && negotiator.rules().rejectWithoutContext()
                && contexts().accepted().isEmpty()) {
            return Optional.of(new Reject(RejectReason.NO_REASON_GIVEN, "no presentation context is acceptable"));
        }
        return fault;
    }

    /** Accepts a request without fault; {@code identityResponse} answers its user identity, if it wants that. */
    public Acceptance accept(Optional<byte[]> identityResponse) {
        UserInformation information = request.userInformation();
        Optional<AsynchronousOperationsWindow> window =
                information.asynchronousOperationsWindow().map(this::window);
        Map<Uid, Octets> extended = extendedNegotiations(information);
        return new Acceptance(
                new AssociateAc(
                        ProtocolVersion.VERSION_1,
                        request.calledAeTitle(),
                        request.callingAeTitle(),
                        request.reserved(),
                        request.applicationContextName(),
                        contexts().results(),
                        answer(window, extended, identityResponse)),
                agreement(
                        PeerInformation.of(information),
                        window.orElse(AsynchronousOperationsWindow.SYNCHRONOUS),
                        extended));
    }

    private ContextJudge contexts() {
        ContextJudge judge = contexts;
        if (judge == null) {
            judge = new ContextJudge(
                    negotiator.capabilities(),
                    negotiator.rules(),
                    request.presentationContexts(),
                    request.userInformation().roleSelections());
            contexts = judge;
        }
        return judge;
    }

    private Agreement agreement(PeerInformation peer, AsynchronousOperationsWindow window, Map<Uid, Octets> extended) {
        return new Agreement(
                contexts().accepted(),
                peer.maxPduLength(),
                window.maximumOperationsInvoked(),
                window.maximumOperationsPerformed(),
                peer.implementationClassUid(),
                peer.implementationVersionName(),
                extended);
    }

    /** PS3.7 D.3.3.3: the answer is at most what was proposed, where 0 stands for no limit. */
    private AsynchronousOperationsWindow window(AsynchronousOperationsWindow proposed) {
        int most = negotiator.rules().maxOperations();
        return new AsynchronousOperationsWindow(
                atMost(proposed.maximumOperationsInvoked(), most), atMost(proposed.maximumOperationsPerformed(), most));
    }

    private static int atMost(int proposed, int most) {
        return proposed == 0 ? most : Math.min(proposed, most);
    }

    private UserInformation answer(
            Optional<AsynchronousOperationsWindow> window,
            Map<Uid, Octets> extended,
            Optional<byte[]> identityResponse) {
        Offer offer = negotiator.offer();
        return new UserInformation(
                OptionalLong.of(offer.maxPduLength()),
                offer.implementationClassUid().value(),
                offer.implementationVersionName(),
                window,
                contexts().answeredRoles(),
                extended.entrySet().stream()
                        .map(answer ->
                                new SopClassExtendedNegotiation(answer.getKey().value(), answer.getValue()))
                        .toList(),
                List.of(),
                Optional.empty(),
                identityResponse.map(Octets::of).map(UserIdentityAc::new));
    }

    /** PS3.7 D.3.3.5: what is not answered is not agreed on. D.3.3.6 has no answer. */
    private Map<Uid, Octets> extendedNegotiations(UserInformation proposed) {
        proposed.commonExtendedNegotiations().forEach(this::takeNote);
        Map<Uid, Octets> answers = new LinkedHashMap<>();
        for (SopClassExtendedNegotiation item : proposed.extendedNegotiations()) {
            if (Uid.isValid(item.sopClassUid())) {
                Uid sopClass = Uid.of(item.sopClassUid());
                byte[] information = item.serviceClassApplicationInformation().toByteArray();
                negotiator
                        .extendedNegotiator()
                        .negotiate(sopClass, information)
                        .ifPresent(answer -> answers.put(sopClass, Octets.of(answer)));
            }
        }
        return answers;
    }

    private void takeNote(SopClassCommonExtendedNegotiation item) {
        if (Uid.isValid(item.sopClassUid()) && Uid.isValid(item.serviceClassUid())) {
            negotiator
                    .extendedNegotiator()
                    .negotiate(new CommonExtendedNegotiation(
                            Uid.of(item.sopClassUid()),
                            Uid.of(item.serviceClassUid()),
                            item.relatedGeneralSopClassUids().stream()
                                    .filter(Uid::isValid)
                                    .map(Uid::of)
                                    .toList()));
        }
    }
}
