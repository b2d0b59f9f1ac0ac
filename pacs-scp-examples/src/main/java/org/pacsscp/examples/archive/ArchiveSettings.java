package org.pacsscp.examples.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.client.RemoteEntity;

/**
 * What an archive is made of.
 *
 * @param directory where the files go, made if only its parent is there
 * @param node the name of this process among those that share the directory; empty if none does
 * @param catalog the URL of the catalog's database; empty for a file in the directory
 * @param fsync whether an instance and its row are on the disk before its peer is told success
 * @param transferSyntaxes the transfer syntaxes that are accepted, in order of preference; empty for any
 * @param anySopClass whether SOP classes are accepted that the standard does not know
 * @param peers destinations of C-MOVE, and those who are told of storage commitments
 */
public record ArchiveSettings(
        Path directory,
        Optional<String> node,
        Optional<String> catalog,
        boolean fsync,
        List<Uid> transferSyntaxes,
        boolean anySopClass,
        List<RemoteEntity> peers) {
    /** Checks and copies. */
    public ArchiveSettings {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(catalog, "catalog");
        transferSyntaxes = List.copyOf(transferSyntaxes);
        peers = List.copyOf(peers);
    }
}
