package org.pacsscp.storage;

import java.time.Instant;
import java.util.Objects;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/**
 * An instance that is stored: what it is, where it lies, and its header. Immutable.
 *
 * @param sopClassUid its SOP class
 * @param sopInstanceUid the instance, as C-STORE named it
 * @param transferSyntaxUid how its data set is encoded
 * @param location where it is in the {@link InstanceStore}; it may hold values of its attributes, if the names of files do
 * @param length of the file, in bytes
 * @param dataSetOffset where in the file the data set begins, in bytes: behind the file meta information
 * @param crc32c the CRC-32C (Castagnoli) of the data set as it came, to find damage; two instances may have the same
 * @param callingAeTitle who sent it
 * @param calledAeTitle as whom we took it
 * @param storedAt when it was stored
 * @param header what stands in the data set before the pixel data, group 7FE0H, without values longer than 64 KiB; {@link
 *     DataSet#isComplete()} tells whether the data set could be followed that far
 * @since 0.1.0
 */
public record StoredInstance(
        Uid sopClassUid,
        Uid sopInstanceUid,
        Uid transferSyntaxUid,
        String location,
        long length,
        long dataSetOffset,
        int crc32c,
        AeTitle callingAeTitle,
        AeTitle calledAeTitle,
        Instant storedAt,
        DataSet header) {
    /**
     * Checks that all are there.
     *
     * @throws IllegalArgumentException if the data set begins before or behind the file
     */
    public StoredInstance {
        Objects.requireNonNull(sopClassUid, "sopClassUid");
        Objects.requireNonNull(sopInstanceUid, "sopInstanceUid");
        Objects.requireNonNull(transferSyntaxUid, "transferSyntaxUid");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(callingAeTitle, "callingAeTitle");
        Objects.requireNonNull(calledAeTitle, "calledAeTitle");
        Objects.requireNonNull(storedAt, "storedAt");
        Objects.requireNonNull(header, "header");
        if (dataSetOffset < 0 || dataSetOffset > length) {
            throw new IllegalArgumentException(
                    "dataSetOffset is " + dataSetOffset + "; it must be 0 to the length, " + length);
        }
    }

    /**
     * Returns the length of the data set.
     *
     * @return bytes
     */
    public long dataSetLength() {
        return length - dataSetOffset;
    }

    /** Returns UIDs and lengths; never the location or the header, which may name a patient. */
    @Override
    public String toString() {
        return "StoredInstance[" + sopInstanceUid + ", " + sopClassUid + ", " + transferSyntaxUid + ", " + length
                + " bytes]";
    }
}
