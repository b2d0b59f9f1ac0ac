package org.pacsscp.core.internal.pdu;

import java.util.List;

/**
 * Presentation context item of a request, PS3.8 Table 9-13.
 *
 * @param id the context's id, unjudged
 * @param abstractSyntaxes one in a correct request; none or several are the negotiator's to refuse
 * @param transferSyntaxes one or more in a correct request, in the peer's order
 */
public record ProposedPresentationContext(int id, List<String> abstractSyntaxes, List<String> transferSyntaxes) {
    public ProposedPresentationContext {
        abstractSyntaxes = List.copyOf(abstractSyntaxes);
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }
}
