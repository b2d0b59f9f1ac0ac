package org.pacsscp.archive.retrieve;

import java.io.IOException;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;

/**
 * Brings stored data sets into another transfer syntax, where the peer does not take the one they are stored in: what an
 * application gives that has a codec for compressed pixel data. Called by many threads at once.
 *
 * <p>Between the uncompressed transfer syntaxes of PS3.5 Annex A and the deflated one the service converts itself.
 *
 * <pre>{@code
 * RetrieveService.builder(catalog, store).converter(new MyCodec()).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public interface InstanceConverter {
    /**
     * Tells whether a conversion is possible at all.
     *
     * @param from the transfer syntax of the stored data set
     * @param to one that the peer takes
     * @return whether {@link #prepare} may be asked for it
     */
    boolean converts(Uid from, Uid to);

    /**
     * Prepares a conversion. What can fail should fail here: half a data set cannot be taken back, so that a writer that
     * fails costs the association.
     *
     * @param dataSet the stored data set, to be read until the writer has written
     * @param to the transfer syntax to write
     * @return writes the data set, once, on the same thread
     * @throws IOException if it cannot be read or converted; the sub-operation fails, and the next one goes on
     */
    DataSetWriter prepare(StoredDataSet dataSet, Uid to) throws IOException;
}
