package org.pacsscp.api;

import java.util.List;

/**
 * What a proposal takes in an A-ASSOCIATE-RQ, whose items say their length in two bytes (PS3.8 9.3.2). What does not fit is
 * told to who makes the proposal, not to who opens the association.
 */
final class ProposalSize {
    private static final int MAX = 0xFFFF;

    /** Type, reserved, length: PS3.8 Table 9-12 and all tables of items after it. */
    private static final int HEADER = 4;

    private static final long LENGTH = 2;

    /** Maximum length, implementation class UID and version name, asynchronous operations window. */
    private static final int ALWAYS = 4 * HEADER + 4 + 64 + 16 + 4;

    private ProposalSize() {}

    /** PS3.8 Tables 9-13 to 9-15. */
    static void checkContext(Uid abstractSyntax, List<Uid> transferSyntaxes) {
        long length = HEADER + HEADER + (long) abstractSyntax.value().length();
        for (Uid syntax : transferSyntaxes) {
            length += HEADER + syntax.value().length();
        }
        check(length, "the context for " + abstractSyntax + " with " + transferSyntaxes.size() + " transfer syntaxes");
    }

    /** PS3.8 Table 9-16, with the sub-items of PS3.7 D.3.3. */
    static void checkUserInformation(AssociationProposal proposal) {
        long length = ALWAYS;
        for (Uid sopClass : proposal.roles().keySet()) {
            length += HEADER + text(sopClass) + 2;
        }
        for (var negotiation : proposal.extendedNegotiations().entrySet()) {
            length += HEADER + text(negotiation.getKey()) + negotiation.getValue().length;
        }
        for (CommonExtendedNegotiation negotiation : proposal.commonExtendedNegotiations()) {
            length += HEADER + text(negotiation.sopClassUid()) + text(negotiation.serviceClassUid()) + LENGTH;
            length += negotiation.relatedGeneralSopClassUids().stream()
                    .mapToLong(ProposalSize::text)
                    .sum();
        }
        length += proposal.userIdentity().map(ProposalSize::identity).orElse(0L);
        check(length, "roles, extended negotiation and user identity");
    }

    private static long text(Uid uid) {
        return LENGTH + uid.value().length();
    }

    private static long identity(UserIdentity identity) {
        return HEADER + 2 + LENGTH + identity.primaryField().length + LENGTH + identity.secondaryField().length;
    }

    private static void check(long length, String what) {
        if (length > MAX) {
            throw new IllegalArgumentException(
                    what + " take " + length + " bytes of an A-ASSOCIATE-RQ, where " + MAX + " fit");
        }
    }
}
