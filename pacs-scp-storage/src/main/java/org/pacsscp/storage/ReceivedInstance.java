package org.pacsscp.storage;

import java.time.Instant;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/**
 * An instance whose data set has come to its end, and has no place yet.
 *
 * @param request what was known before
 * @param length of the file
 * @param dataSetOffset where its data set begins
 * @param crc32c of its data set; 0 if nobody asks for it
 * @param header what stands before the pixel data; empty if nobody asks for it
 */
record ReceivedInstance(StoreRequest request, long length, long dataSetOffset, int crc32c, DataSet header) {
    /** Only if what the peer calls it is a UID. */
    StoredInstance storedAt(String location, Instant time) {
        return new StoredInstance(
                request.sopClass(),
                Uid.of(request.sopInstance()),
                request.transferSyntax(),
                location,
                length,
                dataSetOffset,
                crc32c,
                request.sender(),
                request.receiver(),
                time,
                header);
    }
}
