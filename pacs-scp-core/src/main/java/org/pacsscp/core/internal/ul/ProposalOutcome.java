package org.pacsscp.core.internal.ul;

import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.core.internal.pdu.Octets;

/** What an A-ASSOCIATE-AC comes to for the requestor. */
public sealed interface ProposalOutcome {
    /**
     * There is an association, if maybe one on which nothing was accepted.
     *
     * @param agreement what both sides keep to from now on
     * @param refused what was proposed and is not in the agreement, in the order of the proposal
     * @param identityResponse what was answered to a user identity that asked for it
     * @param remarks what the peer did against the standard and is borne, for a log; each of few words and without text of
     *     the peer's
     */
    record Agreed(
            Agreement agreement, List<RefusedContext> refused, Optional<Octets> identityResponse, List<String> remarks)
            implements ProposalOutcome {
        public Agreed {
            refused = List.copyOf(refused);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Nothing can be agreed on with such an answer; it is an invalid PDU (PS3.8 Table 9-10, AA-8).
     *
     * @param reason what the peer is told
     * @param explanation what is wrong, for our own side
     */
    record Unacceptable(AbortReason reason, String explanation) implements ProposalOutcome {}
}
