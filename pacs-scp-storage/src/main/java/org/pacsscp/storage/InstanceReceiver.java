package org.pacsscp.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.dataset.DataSet;

/**
 * Takes data sets as they arrive, and makes DICOM files (PS3.10 section 7) of them; the header is read on the way. Usable by any
 * thread.
 */
final class InstanceReceiver {
    private final ChunkPool chunks;
    private final boolean readsHeaders;
    private final boolean addsUp;

    /**
     * Receives.
     *
     * @param readsHeaders whether anybody asks for them
     * @param addsUp whether anybody asks for the CRC
     */
    InstanceReceiver(ChunkPool chunks, boolean readsHeaders, boolean addsUp) {
        this.chunks = chunks;
        this.readsHeaders = readsHeaders;
        this.addsUp = addsUp;
    }

    /**
     * Writes a file from its first byte to its last.
     *
     * @param space must agree to what is written
     * @throws DataSetException if the data set broke
     * @throws NoDataSetException if what came is none; nothing is written then
     * @throws StorageException if there is no room
     * @throws IOException if the file cannot be written
     */
    ReceivedInstance receive(StoreRequest request, DataSetStream dataSet, IncomingInstance file, SpaceGuard.Share space)
            throws IOException {
        ByteBuffer chunk = chunks.take();
        try {
            ByteArrayOutputStream meta = new ByteArrayOutputStream();
            request.fileMetaInformation().writeTo(meta);
            chunk.put(meta.toByteArray());
            Intake intake = new Intake(dataSet, chunk, file, space, addsUp);
            intake.begin();
            DataSet header = readsHeaders ? Headers.read(intake, dataSet) : DataSet.empty();
            intake.finish();
            return new ReceivedInstance(request, intake.length(), meta.size(), intake.crc32c(), header);
        } finally {
            chunks.give(chunk);
        }
    }
}
