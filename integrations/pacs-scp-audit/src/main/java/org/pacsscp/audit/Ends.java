package org.pacsscp.audit;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.RequestedAssociation;

/** The two ends of something that goes from one application to another. */
record Ends(Participant source, Participant destination) {
    /** A C-STORE that came: from the peer to us. Whoever opened the association has asked for it. */
    static Ends ofStore(Association association) {
        boolean ours = association instanceof RequestedAssociation;
        return new Ends(peer(association, !ours), self(association, ours));
    }

    /** A C-FIND that came: the peer asks us. */
    static Ends ofQuery(Association association) {
        return new Ends(peer(association, true), self(association, false));
    }

    /** An association of which nothing is known any more but its AE titles. */
    static Ends of(Transfers.Titles titles) {
        return new Ends(application(titles.calling(), true), application(titles.called(), false));
    }

    private static Participant application(AeTitle title, boolean requestor) {
        return new Participant(title.value(), List.of(title), Optional.empty(), requestor, Optional.empty());
    }

    static Participant peer(Association association, boolean requestor) {
        AeTitle title = association instanceof RequestedAssociation
                ? association.calledAeTitle()
                : association.callingAeTitle();
        return Participant.application(title, NetworkAccessPoint.of(association.remoteAddress()), requestor);
    }

    private static Participant self(Association association, boolean requestor) {
        AeTitle title = association instanceof RequestedAssociation
                ? association.callingAeTitle()
                : association.calledAeTitle();
        Participant self = ThisProcess.participant(List.of(title));
        return new Participant(
                self.userId(),
                self.aeTitles(),
                Optional.empty(),
                requestor,
                Optional.of(NetworkAccessPoint.of(association.localAddress())));
    }
}
