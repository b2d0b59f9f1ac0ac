package org.pacsscp.dataset.json;

import java.io.IOException;
import org.pacsscp.dataset.Vr;

/**
 * Gets the values that are not in the JSON (PS3.18 section F.2.6).
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BulkDataSource {
    /**
     * Returns a value.
     *
     * @param uri its BulkDataURI, as it came: from a peer, so not to be opened without a look at it
     * @param tag the attribute
     * @param vr its value representation
     * @return the value in little endian, as in a data set
     * @throws IOException if it cannot be had
     */
    byte[] read(String uri, int tag, Vr vr) throws IOException;
}
