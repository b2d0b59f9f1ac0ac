package org.pacsscp.archive.catalog;

import java.util.Objects;
import org.pacsscp.api.Uid;

/**
 * What a retrieval or a storage commitment has to know of an instance that the archive holds.
 *
 * @param sopClassUid its SOP class
 * @param sopInstanceUid the instance
 * @param transferSyntaxUid how its data set is encoded in the file
 * @param location where the store has it; not the name of a path unless the store says so
 * @param length of the whole file, in bytes
 * @param dataSetOffset where the data set begins in it, in bytes, behind the file meta information
 * @since 0.1.0
 */
public record CatalogedInstance(
        Uid sopClassUid, Uid sopInstanceUid, Uid transferSyntaxUid, String location, long length, long dataSetOffset) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the data set would begin outside of the file
     */
    public CatalogedInstance {
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
        Objects.requireNonNull(transferSyntaxUid, "transferSyntaxUid");
        Objects.requireNonNull(location, "location");
        if (dataSetOffset < 0 || dataSetOffset > length) {
            throw new IllegalArgumentException(
                    "a data set at %d of %d bytes; it begins in its file".formatted(dataSetOffset, length));
        }
    }
}
