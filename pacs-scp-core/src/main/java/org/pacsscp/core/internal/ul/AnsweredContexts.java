package org.pacsscp.core.internal.ul;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.RefusedContext.Reason;
import org.pacsscp.api.Role;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.PresentationContextResult;
import org.pacsscp.core.internal.pdu.RoleSelection;

/**
 * The presentation contexts of an A-ASSOCIATE-AC, and their roles, as far as they answer those that were proposed: the other
 * side of {@link ContextJudge}. Owned by the thread that judges; one for each acceptance.
 */
final class AnsweredContexts {
    /** Shared by all presentation contexts, of which there may be a hundred thousand. */
    private static final Set<Role> INVOKER_ONLY = Set.of(Role.INVOKER);

    private static final Set<Role> PERFORMER_ONLY = Set.of(Role.PERFORMER);
    private static final Set<Role> BOTH_ROLES = Set.of(Role.PERFORMER, Role.INVOKER);

    private final AssociationProposal wanted;
    private final List<String> remarks;
    private final Map<String, RoleSelection> answeredRoles = new HashMap<>();
    private final List<PresentationContext> accepted = new ArrayList<>();
    private final List<RefusedContext> refused = new ArrayList<>();

    /** Judges all of them, and adds to the remarks what the peer does against the standard. */
    AnsweredContexts(AssociationProposal wanted, AssociateAc answer, List<String> remarks) {
        this.wanted = wanted;
        this.remarks = remarks;
        readRoles(answer.userInformation().roleSelections());
        judgeContexts(answer.presentationContexts());
    }

    /** Those that can be used, in the order of the proposal. */
    List<PresentationContext> accepted() {
        return accepted;
    }

    /** All others that were proposed, likewise. */
    List<RefusedContext> refused() {
        return refused;
    }

    /** PS3.7 D.3.3.4: what answers no proposal is ignored. */
    private void readRoles(List<RoleSelection> items) {
        int unasked = 0;
        for (RoleSelection role : items) {
            Set<Role> proposed = proposedRoles(role.sopClassUid());
            if (proposed == null) {
                unasked++;
                continue;
            }
            if ((role.scu() && !proposed.contains(Role.INVOKER))
                    || (role.scp() && !proposed.contains(Role.PERFORMER))) {
                unasked++;
            }
            answeredRoles.put(role.sopClassUid(), role);
        }
        if (unasked > 0) {
            remarks.add(unasked + " role selections for roles that were not proposed");
        }
    }

    private @Nullable Set<Role> proposedRoles(String sopClass) {
        return Uid.isValid(sopClass) ? wanted.roles().get(Uid.of(sopClass)) : null;
    }

    /** PS3.8 7.1.1.14, 9.3.3.2: a result for each proposed context, in any order. Their ids differ, or they were not read. */
    private void judgeContexts(List<PresentationContextResult> items) {
        Map<Integer, PresentationContextResult> results = new HashMap<>();
        items.forEach(result -> results.put(result.id(), result));
        List<ProposedContext> contexts = wanted.contexts();
        for (int i = 0; i < contexts.size(); i++) {
            int id = Proposal.contextId(i);
            judge(id, contexts.get(i), results.remove(id));
        }
        if (!results.isEmpty()) {
            remarks.add(results.size() + " results for presentation contexts that were not proposed");
        }
    }

    private void judge(int id, ProposedContext proposed, @Nullable PresentationContextResult result) {
        if (result == null) {
            remarks.add("no result for presentation context " + id);
            refuse(proposed, Reason.NO_REASON, "the peer left it out of its answer");
            return;
        }
        if (result.result() != PresentationContextResult.ACCEPTANCE) {
            Reason reason = Reason.of(result.result());
            refuse(proposed, reason, inWords(reason));
            return;
        }
        Optional<Uid> transferSyntax = proposed.transferSyntaxes().stream()
                .filter(syntax -> syntax.value().equals(result.transferSyntax()))
                .findFirst();
        if (transferSyntax.isEmpty()) {
            remarks.add("presentation context " + id + " accepted with a transfer syntax that was not proposed");
            refuse(proposed, Reason.NO_REASON, "the peer accepted it with a transfer syntax that was not proposed");
            return;
        }
        Set<Role> roles = roles(proposed.abstractSyntax());
        if (roles.isEmpty()) {
            refuse(proposed, Reason.NO_REASON, "the peer granted no role that was proposed");
            return;
        }
        accepted.add(new PresentationContext(id, proposed.abstractSyntax(), transferSyntax.get(), roles));
    }

    private void refuse(ProposedContext proposed, Reason reason, String explanation) {
        refused.add(new RefusedContext(proposed, reason, explanation));
    }

    /** PS3.8 Table 9-18. */
    private static String inWords(Reason reason) {
        return switch (reason) {
            case USER_REJECTION -> "the peer's application does not want it";
            case NO_REASON -> "the peer gives no reason";
            case ABSTRACT_SYNTAX_NOT_SUPPORTED -> "the peer does not support the SOP class";
            case TRANSFER_SYNTAXES_NOT_SUPPORTED -> "the peer supports none of the transfer syntaxes";
        };
    }

    /**
     * PS3.7 D.3.3.4: without a proposal, or without an answer to it, we are the SCU and the peer the SCP. What is answered to a
     * role that was not proposed is ignored.
     */
    private Set<Role> roles(Uid sopClass) {
        Set<Role> proposed = wanted.roles().get(sopClass);
        RoleSelection granted = answeredRoles.get(sopClass.value());
        if (proposed == null || granted == null) {
            return INVOKER_ONLY;
        }
        boolean invoker = granted.scu() && proposed.contains(Role.INVOKER);
        boolean performer = granted.scp() && proposed.contains(Role.PERFORMER);
        if (invoker) {
            return performer ? BOTH_ROLES : INVOKER_ONLY;
        }
        return performer ? PERFORMER_ONLY : Set.of();
    }
}
