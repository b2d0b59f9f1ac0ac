package org.pacsscp.core.internal.ul;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RefusedContext.Reason;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.PresentationContextResult;
import org.pacsscp.core.internal.pdu.ProposedPresentationContext;
import org.pacsscp.core.internal.pdu.RoleSelection;

/**
 * Accepts or refuses each presentation context of one request, and grants roles (PS3.8 9.3.3.2, PS3.7 D.3.3.4). Owned by
 * the thread that negotiates; one for each request.
 */
final class ContextJudge {
    /** Shared by all presentation contexts, of which there may be a hundred thousand. */
    private static final Set<Role> PERFORMER_ONLY = Set.of(Role.PERFORMER);

    private static final Set<Role> INVOKER_ONLY = Set.of(Role.INVOKER);
    private static final Set<Role> BOTH_ROLES = Set.of(Role.PERFORMER, Role.INVOKER);

    private final Capabilities capabilities;
    private final AcceptorRules rules;
    private final Map<String, RoleSelection> proposedRoles;
    private final List<PresentationContextResult> results = new ArrayList<>();
    private final List<PresentationContext> accepted = new ArrayList<>();

    /** Judges what was proposed, all of it and once. */
    ContextJudge(
            Capabilities capabilities,
            AcceptorRules rules,
            List<ProposedPresentationContext> proposed,
            List<RoleSelection> proposedRoles) {
        this.capabilities = capabilities;
        this.rules = rules;
        this.proposedRoles = bySopClass(proposedRoles);
        proposed.forEach(context -> results.add(judge(context)));
    }

    private static Map<String, RoleSelection> bySopClass(List<RoleSelection> roles) {
        if (roles.isEmpty()) {
            return Map.of();
        }
        Map<String, RoleSelection> bySopClass = new LinkedHashMap<>();
        roles.forEach(role -> bySopClass.put(role.sopClassUid(), role));
        return bySopClass;
    }

    /** What becomes of each context, in the order of the proposals. */
    List<PresentationContextResult> results() {
        return results;
    }

    /** Those that are accepted, likewise. */
    List<PresentationContext> accepted() {
        return accepted;
    }

    /** Each role that was proposed for an accepted SOP class is answered, once: granted where we take its other side. */
    List<RoleSelection> answeredRoles() {
        if (proposedRoles.isEmpty()) {
            return List.of();
        }
        Map<String, RoleSelection> answers = new LinkedHashMap<>();
        for (PresentationContext context : accepted) {
            String sopClass = context.abstractSyntax().value();
            if (proposedRoles.containsKey(sopClass)) {
                answers.put(
                        sopClass,
                        new RoleSelection(
                                sopClass,
                                context.roles().contains(Role.PERFORMER),
                                context.roles().contains(Role.INVOKER)));
            }
        }
        return List.copyOf(answers.values());
    }

    private PresentationContextResult judge(ProposedPresentationContext proposed) {
        int id = proposed.id();
        if (id % 2 == 0) {
            return refused(proposed, Reason.NO_REASON);
        }
        Optional<ServiceCapability> capability = proposed.abstractSyntaxes().size() == 1
                ? capabilities.find(proposed.abstractSyntaxes().get(0))
                : Optional.empty();
        if (capability.isEmpty()) {
            return refused(proposed, Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        }
        String abstractSyntax = proposed.abstractSyntaxes().get(0);
        Set<Role> roles = roles(capability.get(), proposedRoles.get(abstractSyntax));
        if (roles.isEmpty()) {
            return refused(proposed, Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        }
        Optional<Uid> transferSyntax = transferSyntax(capability.get(), abstractSyntax, proposed.transferSyntaxes());
        if (transferSyntax.isEmpty()) {
            return refused(proposed, Reason.TRANSFER_SYNTAXES_NOT_SUPPORTED);
        }
        Uid sopClass = capability.get().abstractSyntax().orElseGet(() -> Uid.of(abstractSyntax));
        accepted.add(new PresentationContext(id, sopClass, transferSyntax.get(), roles));
        return new PresentationContextResult(
                id, PresentationContextResult.ACCEPTANCE, transferSyntax.get().value());
    }

    /**
     * PS3.8 Table 9-18 has one transfer syntax here too, which the receiver does not test: the first that was proposed, since
     * some peers look it up all the same.
     */
    private static PresentationContextResult refused(ProposedPresentationContext proposed, Reason reason) {
        String untested = proposed.transferSyntaxes().stream()
                .filter(Uid::isValid)
                .findFirst()
                .orElse(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.value());
        return new PresentationContextResult(proposed.id(), reason.code(), untested);
    }

    private Optional<Uid> transferSyntax(ServiceCapability capability, String abstractSyntax, List<String> proposed) {
        List<Uid> valid = new ArrayList<>(proposed.size());
        for (String syntax : proposed) {
            if (Uid.isValid(syntax)) {
                valid.add(Uid.of(syntax));
            }
        }
        List<Uid> supported = capability.transferSyntaxes();
        return rules.transferSyntaxChoice()
                .choose(Uid.of(abstractSyntax), Collections.unmodifiableList(valid), supported)
                .filter(chosen -> valid.contains(chosen) && (supported.isEmpty() || supported.contains(chosen)));
    }

    /** PS3.7 D.3.3.4: without a role selection the requestor is the SCU and only that, unless we are to be lenient. */
    private Set<Role> roles(ServiceCapability capability, @Nullable RoleSelection wish) {
        boolean performer = Capabilities.performs(capability) && (wish == null || wish.scu());
        boolean peerIsScp = wish == null ? rules.invokeWithoutRoleSelection() : wish.scp();
        boolean invoker = Capabilities.invokes(capability) && peerIsScp;
        if (performer) {
            return invoker ? BOTH_ROLES : PERFORMER_ONLY;
        }
        return invoker ? INVOKER_ONLY : Set.of();
    }
}
