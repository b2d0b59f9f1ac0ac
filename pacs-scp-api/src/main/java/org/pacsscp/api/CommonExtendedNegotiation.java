package org.pacsscp.api;

import java.util.List;
import java.util.Objects;

/**
 * What a peer says of a SOP class that it proposes: which service class it belongs to, and as which more general SOP
 * classes it may be treated (PS3.7 D.3.3.6).
 *
 * @param sopClassUid the SOP class
 * @param serviceClassUid the service class
 * @param relatedGeneralSopClassUids the more general SOP classes; may be empty
 * @since 0.1.0
 */
public record CommonExtendedNegotiation(Uid sopClassUid, Uid serviceClassUid, List<Uid> relatedGeneralSopClassUids) {
    /** Checks and copies. */
    public CommonExtendedNegotiation {
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(serviceClassUid, "serviceClassUid");
        relatedGeneralSopClassUids = List.copyOf(relatedGeneralSopClassUids);
    }
}
