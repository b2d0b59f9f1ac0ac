package org.pacsscp.core.internal.ul;

import org.pacsscp.core.internal.pdu.AssociateAc;

/**
 * What an accepted request comes to.
 *
 * @param response what the peer is told, once
 * @param agreement what both sides keep to from then on
 */
public record Negotiation(AssociateAc response, Agreement agreement) {}
