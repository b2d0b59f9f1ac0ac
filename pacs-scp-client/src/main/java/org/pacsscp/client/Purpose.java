package org.pacsscp.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * What an association is for, whoever the peer is: two that are equal can do the same. Immutable.
 *
 * @param contexts what is proposed, in that order
 * @param roles for SOP classes in which we are not just the invoker
 * @param extendedNegotiations application information by SOP class
 */
record Purpose(List<ProposedContext> contexts, Map<Uid, Set<Role>> roles, Map<Uid, ByteBuffer> extendedNegotiations) {
    /** How commands' data sets are encoded: whichever the peer likes, and the default among them (PS3.5 section 10.1). */
    private static final List<Uid> FOR_IDENTIFIERS =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private static final ProposedContext VERIFICATION =
            new ProposedContext(SopClass.VERIFICATION, List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));

    Purpose {
        contexts = List.copyOf(contexts);
        roles = Map.copyOf(roles);
        extendedNegotiations = Map.copyOf(extendedNegotiations);
    }

    static Purpose of(List<ProposedContext> contexts) {
        return new Purpose(contexts, Map.of(), Map.of());
    }

    /** For a SOP class whose data sets are small, and made by us. */
    static Purpose of(Uid sopClass) {
        return of(List.of(new ProposedContext(sopClass, FOR_IDENTIFIERS)));
    }

    /** For C-ECHO, which has no data set: the default transfer syntax will do. */
    static Purpose ofVerification() {
        return of(List.of(VERIFICATION));
    }

    /** Also wants what is beyond the SOP class itself. */
    Purpose negotiating(Uid sopClass, byte[] applicationInformation) {
        Map<Uid, ByteBuffer> more = new LinkedHashMap<>(extendedNegotiations);
        more.put(sopClass, ByteBuffer.wrap(applicationInformation.clone()).asReadOnlyBuffer());
        return new Purpose(contexts, roles, more);
    }

    /** Also takes instances that the peer sends (PS3.4 section C.5.3): we are the SCP of their SOP classes. */
    Purpose taking(List<ProposedContext> storage) {
        List<ProposedContext> more = new ArrayList<>(contexts);
        more.addAll(storage);
        Map<Uid, Set<Role>> performed = new LinkedHashMap<>(roles);
        storage.forEach(context -> performed.put(context.abstractSyntax(), Set.of(Role.PERFORMER)));
        return new Purpose(more, performed, extendedNegotiations);
    }

    /** Also takes C-ECHO, by which an association is verified before it is used again, if there is room for it. */
    Purpose verifiable() {
        boolean room = contexts.size() < AssociationProposal.MAX_CONTEXTS;
        if (!room
                || contexts.stream()
                        .anyMatch(context -> context.abstractSyntax().equals(SopClass.VERIFICATION))) {
            return this;
        }
        List<ProposedContext> more = new ArrayList<>(contexts);
        more.add(VERIFICATION);
        return new Purpose(more, roles, extendedNegotiations);
    }

    AssociationProposal proposalTo(RemoteEntity remote) {
        AssociationProposal.Builder proposal = remote.propose();
        contexts.forEach(context -> proposal.context(
                context.abstractSyntax(), context.transferSyntaxes().toArray(Uid[]::new)));
        roles.forEach((sopClass, taken) -> proposal.roles(sopClass, taken.toArray(Role[]::new)));
        extendedNegotiations.forEach((sopClass, information) -> {
            byte[] bytes = new byte[information.remaining()];
            information.duplicate().get(bytes);
            proposal.extendedNegotiation(sopClass, bytes);
        });
        return proposal.build();
    }
}
