package org.pacsscp.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * In which transfer syntaxes an instance can be sent: as it is, or, without compressed pixel data, converted.
 */
final class SyntaxChoice {
    /** Among these one can convert, best first: what keeps private value representations, and what every peer takes. */
    private static final List<Uid> CONVERTIBLE = List.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    private SyntaxChoice() {}

    static boolean isConvertible(Uid transferSyntax) {
        return CONVERTIBLE.contains(transferSyntax);
    }

    /**
     * Returns what to propose for a SOP class, each in a context of its own, since of several in one the peer would choose: how
     * the instances are encoded, what those can be converted to that can, and the default (PS3.5 section 10.1).
     *
     * @param originals how they are encoded
     * @param convertible whether one of them may be converted
     */
    static List<Uid> proposed(Collection<Uid> originals, boolean convertible) {
        List<Uid> proposed = new ArrayList<>(originals);
        if (convertible && !proposed.contains(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            proposed.add(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        if (!proposed.contains(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)) {
            proposed.add(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        }
        return proposed;
    }

    /**
     * Returns how an instance is to be sent.
     *
     * @param original how it is encoded
     * @param convertible whether it may be converted
     * @param accepted what the peer takes for its SOP class
     * @return its own where that is possible; empty if there is no way
     */
    static Optional<Uid> choose(Uid original, boolean convertible, Collection<Uid> accepted) {
        if (accepted.contains(original)) {
            return Optional.of(original);
        }
        return convertible ? CONVERTIBLE.stream().filter(accepted::contains).findFirst() : Optional.empty();
    }
}
