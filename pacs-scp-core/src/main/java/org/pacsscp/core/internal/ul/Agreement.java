package org.pacsscp.core.internal.ul;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.Octets;

/**
 * What holds for as long as an association lasts, whichever side we are. It keeps nothing of the PDUs that it came from.
 *
 * @param accepted the presentation contexts in the order of their proposals
 * @param maxPduLengthSent the longest P-DATA-TF that the peer takes; 0 means no limit
 * @param maxOperationsPerformed how many requests of the peer may be under way at once
 * @param maxOperationsInvoked how many requests of ours may be
 * @param implementationClassUid the peer's, if valid
 * @param implementationVersionName the peer's, if it sent one
 * @param extendedNegotiations what the acceptor answered to extended negotiation that was proposed, by SOP class
 */
public record Agreement(
        List<PresentationContext> accepted,
        long maxPduLengthSent,
        int maxOperationsPerformed,
        int maxOperationsInvoked,
        Optional<Uid> implementationClassUid,
        Optional<String> implementationVersionName,
        Map<Uid, Octets> extendedNegotiations) {
    public Agreement {
        accepted = List.copyOf(accepted);
        extendedNegotiations = Map.copyOf(extendedNegotiations);
    }
}
