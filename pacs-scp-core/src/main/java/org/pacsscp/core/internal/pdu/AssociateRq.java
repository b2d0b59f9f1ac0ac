package org.pacsscp.core.internal.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-RQ, PS3.8 Table 9-11.
 *
 * @param protocolVersion the bits of bytes 7-8, unjudged
 * @param calledAeTitle the 16 characters as received, since Table 9-17 wants them echoed
 * @param callingAeTitle the 16 characters as received, likewise
 * @param reserved bytes 43-74 as received, one character a byte, likewise
 * @param applicationContextName empty when the item is absent
 * @param presentationContexts in the order received
 * @param userInformation {@link UserInformation#EMPTY} when the item is absent
 */
public record AssociateRq(
        int protocolVersion,
        String calledAeTitle,
        String callingAeTitle,
        String reserved,
        String applicationContextName,
        List<ProposedPresentationContext> presentationContexts,
        UserInformation userInformation)
        implements Pdu {
    public AssociateRq {
        presentationContexts = List.copyOf(presentationContexts);
    }

    @Override
    public PduType type() {
        return PduType.ASSOCIATE_RQ;
    }
}
