package org.pacsscp.storage;

import java.util.Objects;
import org.pacsscp.api.Uid;

/**
 * What an {@link InstanceIndex} knows of an instance. Immutable.
 *
 * @param sopInstanceUid the instance
 * @param transferSyntaxUid how its data set is encoded
 * @param location where it is in the {@link InstanceStore}
 * @param length of the file, in bytes
 * @param dataSetOffset where in the file the data set begins, in bytes
 * @param crc32c the CRC-32C of the data set, as in {@link StoredInstance#crc32c()}
 * @param committed whether storage commitment was given for it (PS3.4 J.3.3.1.2): it is never replaced then
 * @since 0.1.0
 */
public record IndexedInstance(
        Uid sopInstanceUid,
        Uid transferSyntaxUid,
        String location,
        long length,
        long dataSetOffset,
        int crc32c,
        boolean committed) {
    /** Checks that all are there. */
    public IndexedInstance {
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
        Objects.requireNonNull(transferSyntaxUid, "transferSyntaxUid");
        Objects.requireNonNull(location, "location");
    }

    /**
     * Returns the length of the data set.
     *
     * @return bytes
     */
    public long dataSetLength() {
        return length - dataSetOffset;
    }

    /** Returns the UID and the length; never the location, which may name a patient. */
    @Override
    public String toString() {
        return "IndexedInstance[" + sopInstanceUid + ", " + length + " bytes" + (committed ? ", committed" : "") + "]";
    }
}
