package org.pacsscp.archive.retrieve;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pacsscp.api.AeTitle;
import org.pacsscp.client.RemoteEntity;

/**
 * Knows where other application entities are: the destinations of C-MOVE, and those who are told of a storage commitment. Called by
 * many threads at once.
 *
 * <pre>{@code
 * PeerDirectory peers = PeerDirectory.of(RemoteEntity.of("VIEWER_1", "viewer.example.org", 11112));
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PeerDirectory {
    /**
     * Finds an entity. It is asked each time, so that what an application knows may change.
     *
     * @param aeTitle what a peer calls it
     * @return where it is, and how to call it; empty if it is not known
     */
    Optional<RemoteEntity> find(AeTitle aeTitle);

    /**
     * Makes a directory of entities that do not change.
     *
     * @param entities by their AE titles; of two with the same one the last counts
     * @return the directory
     */
    static PeerDirectory of(Collection<RemoteEntity> entities) {
        Map<AeTitle, RemoteEntity> known = entities.stream()
                .collect(Collectors.toUnmodifiableMap(
                        RemoteEntity::aeTitle, Function.identity(), (first, second) -> second));
        return aeTitle -> Optional.ofNullable(known.get(aeTitle));
    }

    /**
     * Makes a directory of entities that do not change.
     *
     * @param entities by their AE titles; of two with the same one the last counts
     * @return the directory
     */
    static PeerDirectory of(RemoteEntity... entities) {
        return of(List.of(entities));
    }
}
