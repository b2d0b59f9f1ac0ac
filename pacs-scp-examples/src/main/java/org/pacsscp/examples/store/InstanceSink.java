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
     * @throws NoDataSetException if what came in its place is none
     */
    void store(Instance instance, DataSetStream dataSet) throws IOException;

    @Override
    void close() throws IOException;
}
