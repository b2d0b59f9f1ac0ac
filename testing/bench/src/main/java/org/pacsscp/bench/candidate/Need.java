package org.pacsscp.bench.candidate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a scenario needs of a server.
 *
 * @param kind what is mostly sent
 * @param associations how many will be open at once
 * @param maxPduLength the longest PDU that it shall take
 * @param directory where it shall store; empty where it shall discard
 */
public record Need(Kind kind, int associations, int maxPduLength, Optional<Path> directory) {
    /** The same with another number of associations. */
    public Need of(int otherAssociations) {
        return new Need(kind, otherAssociations, maxPduLength, directory);
    }
}
