package org.pacsscp.archive.retrieve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.CatalogedInstance;

/**
 * What to propose to the destination of a C-MOVE: for each SOP class how its instances are stored, what they can be converted to,
 * and always the default transfer syntax (PS3.5 section 10.1), each in a context of its own, since of several in one the
 * destination would choose. Belongs to one thread.
 */
final class MoveContexts {
    private final InstanceSender sender;
    private final Map<Uid, Set<Uid>> stored = new LinkedHashMap<>();

    MoveContexts(InstanceSender sender) {
        this.sender = sender;
    }

    void add(CatalogedInstance instance) {
        stored.computeIfAbsent(instance.sopClassUid(), sopClass -> new LinkedHashSet<>())
                .add(instance.transferSyntaxUid());
    }

    /**
     * Returns the contexts, as many as a proposal has room for (PS3.8 section 9.3.2.2): the default of every SOP class goes before
     * what the instances are stored in, and that before what they can be converted to.
     */
    List<ProposedContext> proposed() {
        Set<ProposedContext> contexts = new LinkedHashSet<>();
        stored.keySet().forEach(sopClass -> contexts.add(context(sopClass, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)));
        stored.forEach((sopClass, syntaxes) -> syntaxes.forEach(syntax -> contexts.add(context(sopClass, syntax))));
        stored.forEach((sopClass, syntaxes) -> {
            if (syntaxes.stream()
                    .anyMatch(syntax -> sender.converts(syntax, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))) {
                contexts.add(context(sopClass, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
            }
        });
        List<ProposedContext> all = new ArrayList<>(contexts);
        return all.subList(0, Math.min(all.size(), AssociationProposal.MAX_CONTEXTS));
    }

    private static ProposedContext context(Uid sopClass, Uid syntax) {
        return new ProposedContext(sopClass, List.of(syntax));
    }
}
