package org.pacsscp.core.internal.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-AC, PS3.8 Table 9-17. Its AE titles and reserved bytes repeat those of the request.
 *
 * @param protocolVersion bytes 7-8; bit 0 stands for version 1
 * @param calledAeTitle bytes 11-26, reserved in this PDU: the request's value
 * @param callingAeTitle bytes 27-42, reserved in this PDU: the request's value
 * @param reserved bytes 43-74, one character a byte: the request's value
 * @param applicationContextName empty when the item is absent
 * @param presentationContexts one result for each context that was proposed
 * @param userInformation {@link UserInformation#EMPTY} when the item is absent
 */
public record AssociateAc(
        int protocolVersion,
        String calledAeTitle,
        String callingAeTitle,
        String reserved,
        String applicationContextName,
        List<PresentationContextResult> presentationContexts,
        UserInformation userInformation)
        implements Pdu {
    public AssociateAc {
        presentationContexts = List.copyOf(presentationContexts);
    }

    @Override
    public PduType type() {
        return PduType.ASSOCIATE_AC;
    }
}
