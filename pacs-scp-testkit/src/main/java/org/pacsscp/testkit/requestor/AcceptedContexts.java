package org.pacsscp.testkit.requestor;

import org.pacsscp.api.Uid;
import org.pacsscp.testkit.wire.AssociateFields;

/**
 * What became of the presentation contexts of a proposal.
 *
 * @param proposal what was proposed
 * @param acceptance the fields of the A-ASSOCIATE-AC
 */
record AcceptedContexts(Proposal proposal, AssociateFields acceptance) {
    /** See {@link Requestor#context}. */
    int of(Uid abstractSyntax) {
        return proposal.contexts().stream()
                .filter(context -> context.abstractSyntax().equals(abstractSyntax.value()))
                .filter(context -> isAccepted(context.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no presentation context of " + abstractSyntax + " was accepted: "
                        + acceptance.contextResults()))
                .id();
    }

    private boolean isAccepted(int contextId) {
        return acceptance.contextResults().stream()
                .filter(result -> result.id() == contextId)
                .findFirst()
                .filter(result -> result.result() == 0)
                .isPresent();
    }

    /** See {@link Requestor#transferSyntax}. */
    Uid transferSyntax(int contextId) {
        return acceptance.contextResults().stream()
                .filter(result -> result.id() == contextId && result.result() == 0)
                .map(result -> Uid.of(result.transferSyntax()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("presentation context " + contextId + " was not accepted"));
    }
}
