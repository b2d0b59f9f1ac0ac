package org.pacsscp.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a handler can do: a SOP class, the operations it takes, and the transfer syntaxes it reads.
 *
 * <pre>{@code
 * ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
 *         .transferSyntaxes(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
 * }</pre>
 *
 * @param abstractSyntax the SOP class or meta SOP class that is negotiated; empty for any that no other capability names
 * @param commandFieldCodes the requests that the handler takes, 0 to 7FFFH; may be empty where the server only invokes
 * @param transferSyntaxes the transfer syntaxes in order of preference; empty for any, the peer's order deciding
 * @param roles the roles that the server may take; never empty
 * @param memberSopClasses the SOP classes that requests may name besides the abstract syntax: the members of a meta SOP
 *     class, such as those of print management; usually empty
 * @since 0.1.0
 */
public record ServiceCapability(
        Optional<Uid> abstractSyntax,
        Set<Integer> commandFieldCodes,
        List<Uid> transferSyntaxes,
        Set<Role> roles,
        Set<Uid> memberSopClasses) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no role, or a command field is no request
     */
    public ServiceCapability {
        Objects.requireNonNull(abstractSyntax, "abstractSyntax");
        commandFieldCodes = Set.copyOf(commandFieldCodes);
        transferSyntaxes = List.copyOf(transferSyntaxes);
        roles = Set.copyOf(roles);
        memberSopClasses = Set.copyOf(memberSopClasses);
        String name = abstractSyntax.map(Uid::value).orElse("any abstract syntax");
        if (roles.isEmpty() || (roles.contains(Role.PERFORMER) && commandFieldCodes.isEmpty())) {
            throw new IllegalArgumentException(
                    "capability for " + name + " needs at least one role, and a command field to perform");
        }
        for (int code : commandFieldCodes) {
            if (code < 0 || code > 0x7FFF || code == CommandField.C_CANCEL_RQ.code()) {
                throw new IllegalArgumentException(
                        ("capability for %s names command field %04XH; name the requests that"
                                        + " the handler takes, 0 to 7FFFH (the engine takes C-CANCEL-RQ itself)")
                                .formatted(name, code));
            }
        }
    }

    /**
     * Makes a capability to perform operations, with the default transfer syntax, Implicit VR Little Endian.
     *
     * @param abstractSyntax the SOP class
     * @param commandFields the requests that the handler takes
     * @return the capability
     * @throws IllegalArgumentException as the constructor does
     */
    public static ServiceCapability performer(Uid abstractSyntax, CommandField... commandFields) {
        return performer(Optional.of(abstractSyntax), commandFields);
    }

    /**
     * Makes a capability to perform operations on every abstract syntax that no other capability names: for routers and
     * test doubles.
     *
     * @param commandFields the requests that the handler takes
     * @return the capability
     * @throws IllegalArgumentException as the constructor does
     */
    public static ServiceCapability anyAbstractSyntax(CommandField... commandFields) {
        return performer(Optional.empty(), commandFields);
    }

    /**
     * Makes a capability only to invoke operations, such as the C-STORE sub-operations of C-GET.
     *
     * @param abstractSyntax the SOP class
     * @return the capability
     */
    public static ServiceCapability invoker(Uid abstractSyntax) {
        return new ServiceCapability(
                Optional.of(abstractSyntax),
                Set.of(),
                List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                Set.of(Role.INVOKER),
                Set.of());
    }

    private static ServiceCapability performer(Optional<Uid> abstractSyntax, CommandField... commandFields) {
        Set<Integer> codes =
                Arrays.stream(commandFields).map(CommandField::code).collect(Collectors.toUnmodifiableSet());
        return new ServiceCapability(
                abstractSyntax,
                codes,
                List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                Set.of(Role.PERFORMER),
                Set.of());
    }

    /**
     * Replaces the transfer syntaxes.
     *
     * @param syntaxes the syntaxes in order of preference
     * @return a new capability
     * @throws IllegalArgumentException if there is none; see {@link #anyTransferSyntax()}
     */
    public ServiceCapability transferSyntaxes(Uid... syntaxes) {
        if (syntaxes.length == 0) {
            throw new IllegalArgumentException("no transfer syntax; name one, or say anyTransferSyntax()");
        }
        return new ServiceCapability(abstractSyntax, commandFieldCodes, List.of(syntaxes), roles, memberSopClasses);
    }

    /**
     * Takes every transfer syntax; of several that the peer offers for a context, its first.
     *
     * @return a new capability
     */
    public ServiceCapability anyTransferSyntax() {
        return new ServiceCapability(abstractSyntax, commandFieldCodes, List.of(), roles, memberSopClasses);
    }

    /**
     * Replaces the roles.
     *
     * @param newRoles the roles that the server may take
     * @return a new capability
     */
    public ServiceCapability roles(Role... newRoles) {
        return new ServiceCapability(
                abstractSyntax, commandFieldCodes, transferSyntaxes, Set.of(newRoles), memberSopClasses);
    }

    /**
     * Takes a request that PS3.7 does not know besides; its response has the code with bit 15 set.
     *
     * @param code the value of Command Field (0000,0100), 0 to 7FFFH
     * @return a new capability
     * @throws IllegalArgumentException if the code is out of range
     */
    public ServiceCapability privateCommandField(int code) {
        Set<Integer> codes =
                Stream.concat(commandFieldCodes.stream(), Stream.of(code)).collect(Collectors.toUnmodifiableSet());
        return new ServiceCapability(abstractSyntax, codes, transferSyntaxes, roles, memberSopClasses);
    }

    /**
     * Replaces the SOP classes that requests may name besides the abstract syntax.
     *
     * @param members the members of a meta SOP class
     * @return a new capability
     */
    public ServiceCapability memberSopClasses(Uid... members) {
        return new ServiceCapability(abstractSyntax, commandFieldCodes, transferSyntaxes, roles, Set.of(members));
    }
}
