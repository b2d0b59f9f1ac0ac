package org.pacsscp.core.internal.operation;

import java.nio.ByteBuffer;
import org.pacsscp.api.DataSetException;

/** Where the bytes of a data set come from. Owned by the worker that reads it. */
interface DataSetSource {
    /** Reads bytes, waiting for some; -1 at the end of the data set. */
    int read(ByteBuffer dst) throws DataSetException;

    /** Passes over bytes, waiting for some; -1 at the end of the data set. */
    int skip(long most) throws DataSetException;

    /** Reads the rest and drops it, waiting for its end; does nothing if the data set has broken. */
    void drain() throws DataSetException;

    /** The data set is longer than it may be: the association will be aborted. Returns what to throw. */
    DataSetException exceeded(String message);
}
