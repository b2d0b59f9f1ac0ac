package org.pacsscp.api;

import java.util.Objects;
import java.util.Set;

/**
 * An accepted presentation context: what is talked about on an association, and how it is encoded (PS3.8 7.1.1.14).
 *
 * @param id the odd number, 1 to 255, that whoever opened the association chose for it
 * @param abstractSyntax the SOP class or meta SOP class
 * @param transferSyntax the one transfer syntax that was agreed on; data sets of this context are encoded so
 * @param roles our roles; never empty
 * @since 0.1.0
 */
public record PresentationContext(int id, Uid abstractSyntax, Uid transferSyntax, Set<Role> roles) {
    /**
     * Checks a context and copies its roles.
     *
     * @throws IllegalArgumentException if the id is even or not within 1 to 255, or there is no role
     */
    public PresentationContext {
        if (id < 1 || id > 255 || id % 2 == 0) {
            throw new IllegalArgumentException("presentation context id " + id + "; it must be odd, 1 to 255");
        }
        Objects.requireNonNull(abstractSyntax, "abstractSyntax");
        Objects.requireNonNull(transferSyntax, "transferSyntax");
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("presentation context " + id + " has no role");
        }
        roles = Set.copyOf(roles);
    }
}
