package org.pacsscp.core.internal.ul;

import java.util.Optional;
import org.pacsscp.api.AssociationDecision.Reject;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateRq;

/** What an A-ASSOCIATE-RQ must have before anybody is asked about it: PS3.8 section 9.3.2. */
final class RequestForm {
    private RequestForm() {}

    /** Says why a request cannot be served by anybody here; empty if its form is good and it is for us. */
    static Optional<Reject> fault(AssociateRq request, AcceptorRules rules) {
        if (!ProtocolVersion.includesVersion1(request.protocolVersion())) {
            return refuse(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED, "protocol version " + request.protocolVersion());
        }
        if (!request.applicationContextName().equals(Uid.DICOM_APPLICATION_CONTEXT.value())) {
            return refuse(
                    RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED,
                    "application context \"" + request.applicationContextName() + "\"");
        }
        if (!isForUs(request, rules)) {
            return refuse(
                    RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED,
                    Titles.fault(request.calledAeTitle())
                            .map(fault -> "called AE title " + fault)
                            .orElseGet(() -> "called AE title \"" + Titles.trimmed(request.calledAeTitle())
                                    + "\" is not one of " + rules.aeTitles()));
        }
        Optional<String> faultOfCalling = Titles.fault(request.callingAeTitle());
        if (faultOfCalling.isPresent()) {
            return refuse(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED, "calling AE title " + faultOfCalling.get());
        }
        PeerInformation peer = PeerInformation.of(request.userInformation());
        return peer.leavesNoRoomForData()
                ? refuse(
                        RejectReason.NO_REASON_GIVEN,
                        "maximum length " + peer.maxPduLength() + " leaves no room for data")
                : Optional.empty();
    }

    private static boolean isForUs(AssociateRq request, AcceptorRules rules) {
        return rules.anyCalledAeTitle()
                || Titles.of(request.calledAeTitle())
                        .filter(rules.aeTitles()::contains)
                        .isPresent();
    }

    private static Optional<Reject> refuse(RejectReason reason, String explanation) {
        return Optional.of(new Reject(reason, explanation));
    }
}
