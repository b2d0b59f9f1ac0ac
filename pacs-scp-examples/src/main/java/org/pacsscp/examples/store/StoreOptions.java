package org.pacsscp.examples.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.Uid;

/**
 * How instances are stored.
 *
 * @param directory where the files go, made if only its parent is there; empty if instances are read and dropped instead,
 *     to measure
 * @param fsync whether an instance is on the disk before its peer is told success
 * @param transferSyntaxes the transfer syntaxes that are accepted, in order of preference; empty for any
 * @param anySopClass whether SOP classes are accepted that the standard does not know
 * @param anyInstanceUid whether instances are taken whose SOP instance UIDs are none
 */
public record StoreOptions(
        Optional<Path> directory,
        boolean fsync,
        List<Uid> transferSyntaxes,
        boolean anySopClass,
        boolean anyInstanceUid) {
    /** Checks and copies. */
    public StoreOptions {
        Objects.requireNonNull(directory, "directory");
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }
}
