package org.pacsscp.api;

import java.util.List;
import java.util.Optional;

/**
 * Chooses the transfer syntax of a presentation context from those that the peer proposes (PS3.8 9.3.3.2).
 *
 * <p>Called on I/O threads, by several at once: it must be quick and must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TransferSyntaxChoice {
    /** Takes the first of the server's, in the order of {@link ServiceCapability#transferSyntaxes()}. The default. */
    TransferSyntaxChoice SERVERS_ORDER = (abstractSyntax, proposed, supported) -> supported.isEmpty()
            ? proposed.stream().findFirst()
            : supported.stream().filter(proposed::contains).findFirst();

    /** Takes the first of the peer's that the server can read. */
    TransferSyntaxChoice PEERS_ORDER = (abstractSyntax, proposed, supported) -> proposed.stream()
            .filter(syntax -> supported.isEmpty() || supported.contains(syntax))
            .findFirst();

    /**
     * Chooses.
     *
     * @param abstractSyntax what the context is about
     * @param proposed what the peer can write, in its order
     * @param supported what the server can read, in its order of preference; empty means everything
     * @return one that is among both; empty refuses the context with result 4
     */
    Optional<Uid> choose(Uid abstractSyntax, List<Uid> proposed, List<Uid> supported);
}
