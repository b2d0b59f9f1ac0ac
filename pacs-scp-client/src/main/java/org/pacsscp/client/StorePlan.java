package org.pacsscp.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.Uid;

/**
 * Which instances go over associations of the same kind: as many as their presentation contexts fit into one proposal (PS3.8
 * section 9.3.2.2), so usually all.
 */
final class StorePlan {
    /**
     * What goes over associations of one kind.
     *
     * @param contexts what to propose
     * @param instances what to send, in the order in which they were given
     */
    record Group(List<ProposedContext> contexts, List<PreparedInstance> instances) {}

    /** How the instances of a SOP class are encoded. */
    private static final class Syntaxes {
        private final Set<Uid> originals = new LinkedHashSet<>();
        private boolean convertible;
    }

    /** A kind of instance. */
    private record Kind(Uid sopClass, Uid transferSyntax) {
        static Kind of(PreparedInstance instance) {
            return new Kind(instance.head().sopClass(), instance.head().transferSyntax());
        }
    }

    private final int mostContexts;
    private final List<Group> groups = new ArrayList<>();
    private final Map<Kind, Group> groupOf = new LinkedHashMap<>();

    private StorePlan(int mostContexts) {
        this.mostContexts = mostContexts;
    }

    static List<Group> of(List<PreparedInstance> instances) {
        return of(instances, AssociationProposal.MAX_CONTEXTS);
    }

    static List<Group> of(List<PreparedInstance> instances, int mostContexts) {
        StorePlan plan = new StorePlan(mostContexts);
        syntaxes(instances).forEach(plan::place);
        for (PreparedInstance instance : instances) {
            Objects.requireNonNull(plan.groupOf.get(Kind.of(instance)))
                    .instances()
                    .add(instance);
        }
        return plan.groups;
    }

    private static Map<Uid, Syntaxes> syntaxes(List<PreparedInstance> instances) {
        Map<Uid, Syntaxes> syntaxes = new LinkedHashMap<>();
        for (PreparedInstance instance : instances) {
            Syntaxes ofClass = syntaxes.computeIfAbsent(instance.head().sopClass(), sopClass -> new Syntaxes());
            ofClass.originals.add(instance.head().transferSyntax());
            ofClass.convertible |= instance.isConvertible();
        }
        return syntaxes;
    }

    /** Finds room for the contexts of a SOP class; one that has too many for any proposal is cut. */
    private void place(Uid sopClass, Syntaxes syntaxes) {
        // Two may be added to each cut: what can be converted to, and the default.
        int atOnce = mostContexts - 2;
        List<Uid> originals = List.copyOf(syntaxes.originals);
        for (int from = 0; from < originals.size(); from += atOnce) {
            List<Uid> cut = originals.subList(from, Math.min(from + atOnce, originals.size()));
            List<ProposedContext> contexts = SyntaxChoice.proposed(cut, syntaxes.convertible).stream()
                    .map(syntax -> new ProposedContext(sopClass, List.of(syntax)))
                    .toList();
            Group group = groupWithRoomFor(contexts.size());
            group.contexts().addAll(contexts);
            cut.forEach(syntax -> groupOf.put(new Kind(sopClass, syntax), group));
        }
    }

    private Group groupWithRoomFor(int contexts) {
        for (Group group : groups) {
            if (group.contexts().size() + contexts <= mostContexts) {
                return group;
            }
        }
        Group group = new Group(new ArrayList<>(), new ArrayList<>());
        groups.add(group);
        return group;
    }
}
