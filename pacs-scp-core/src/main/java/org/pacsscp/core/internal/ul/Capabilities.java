package org.pacsscp.core.internal.ul;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

/** What all handlers of a server can do together, by abstract syntax; immutable. */
public final class Capabilities {
    private final Map<String, ServiceCapability> byAbstractSyntax = new HashMap<>();
    private final @Nullable ServiceCapability ofAnyOther;

    /** Joins the capabilities of several handlers. */
    public Capabilities(Collection<ServiceCapability> capabilities) {
        ServiceCapability any = null;
        for (ServiceCapability capability : capabilities) {
            Optional<Uid> syntax = capability.abstractSyntax();
            if (syntax.isPresent()) {
                byAbstractSyntax.merge(syntax.get().value(), capability, Capabilities::join);
            } else {
                any = any == null ? capability : join(any, capability);
            }
        }
        ofAnyOther = any;
    }

    /** Finds what can be done on an abstract syntax, whose text must be a UID. */
    Optional<ServiceCapability> find(String abstractSyntax) {
        ServiceCapability known = byAbstractSyntax.get(abstractSyntax);
        return known == null && Uid.isValid(abstractSyntax)
                ? Optional.ofNullable(ofAnyOther)
                : Optional.ofNullable(known);
    }

    /** Two handlers share the contexts of an abstract syntax: both must be able to read its transfer syntax. */
    private static ServiceCapability join(ServiceCapability first, ServiceCapability second) {
        return new ServiceCapability(
                first.abstractSyntax(),
                union(first.commandFieldCodes(), second.commandFieldCodes()),
                commonSyntaxes(first, second),
                Set.copyOf(union(first.roles(), second.roles())),
                union(first.memberSopClasses(), second.memberSopClasses()));
    }

    private static List<Uid> commonSyntaxes(ServiceCapability first, ServiceCapability second) {
        if (first.transferSyntaxes().isEmpty()) {
            return second.transferSyntaxes();
        }
        if (second.transferSyntaxes().isEmpty()) {
            return first.transferSyntaxes();
        }
        List<Uid> common = first.transferSyntaxes().stream()
                .filter(second.transferSyntaxes()::contains)
                .toList();
        if (common.isEmpty()) {
            throw new IllegalArgumentException("two handlers serve "
                    + first.abstractSyntax().map(Uid::value).orElse("any abstract syntax")
                    + " but have no transfer syntax in common: " + first.transferSyntaxes() + " and "
                    + second.transferSyntaxes());
        }
        return common;
    }

    private static <T> Set<T> union(Set<T> first, Set<T> second) {
        Set<T> union = new HashSet<>(first);
        union.addAll(second);
        return union;
    }

    /** The roles of PS3.7 D.3.3.4, as what each side may do. */
    static boolean performs(ServiceCapability capability) {
        return capability.roles().contains(Role.PERFORMER);
    }

    static boolean invokes(ServiceCapability capability) {
        return capability.roles().contains(Role.INVOKER);
    }
}
