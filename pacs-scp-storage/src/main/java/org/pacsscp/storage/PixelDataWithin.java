package org.pacsscp.storage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.TransferSyntaxChoice;
import org.pacsscp.api.Uid;

/**
 * Takes the server's choice but for transfer syntaxes that leave the pixel data with another server, for which there is no
 * telling how long it keeps them: they must not be used for files (PS3.5 section 10.8 for JPIP, and its HTJ2K forms).
 */
final class PixelDataWithin implements TransferSyntaxChoice {
    /** JPIP referenced, with Deflate too (PS3.5 A.6, A.7); JPIP HTJ2K referenced, likewise (A.11, A.12). */
    static final Set<Uid> REFERENCING = Set.of(
            TransferSyntax.JPIP_REFERENCED,
            TransferSyntax.JPIP_REFERENCED_DEFLATE,
            TransferSyntax.JPIP_HTJ2K_REFERENCED,
            TransferSyntax.JPIP_HTJ2K_REFERENCED_DEFLATE);

    @Override
    public Optional<Uid> choose(Uid abstractSyntax, List<Uid> proposed, List<Uid> supported) {
        List<Uid> within =
                proposed.stream().filter(Predicate.not(REFERENCING::contains)).toList();
        return TransferSyntaxChoice.SERVERS_ORDER.choose(abstractSyntax, within, supported);
    }
}
