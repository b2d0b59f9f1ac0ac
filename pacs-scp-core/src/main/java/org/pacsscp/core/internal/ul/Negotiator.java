package org.pacsscp.core.internal.ul;

import org.pacsscp.core.internal.pdu.AssociateRq;

/**
 * Answers A-ASSOCIATE-RQs for who accepts associations: a function of the request, of what the handlers can do, of the
 * rules and of what we offer. Immutable, any thread.
 *
 * @param capabilities what the handlers can do
 * @param rules what a request is measured by
 * @param offer what we tell of ourselves
 * @param extendedNegotiator who is asked about extended negotiation
 */
public record Negotiator(
        Capabilities capabilities, AcceptorRules rules, Offer offer, ExtendedNegotiator extendedNegotiator) {
    /** Begins with a request; nothing is judged yet. */
    public Negotiation begin(AssociateRq request) {
        return new Negotiation(this, request);
    }
}
