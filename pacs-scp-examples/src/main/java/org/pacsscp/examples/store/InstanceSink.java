package org.pacsscp.examples.store;

import java.io.IOException;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;

/** Where the instances go that peers send. Usable by any thread. */
interface InstanceSink extends AutoCloseable {
    /**
     * Takes an instance; it is stored when this returns, and not at all if this throws.
     *
     * @throws StorageException if it cannot be stored
     * @throws DataSetException if its data set broke
     */
    void store(FileMetaInformation meta, DataSetStream dataSet) throws IOException;

    @Override
    void close() throws IOException;
}
