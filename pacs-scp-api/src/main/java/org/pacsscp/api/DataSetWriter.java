package org.pacsscp.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a data set; the engine cuts it to what the peer can take and sends it as it is written.
 *
 * <pre>{@code
 * action.sendPending(DimseStatus.PENDING.withDataSet(out -> Files.copy(match, out)));
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DataSetWriter {
    /**
     * Writes the data set, encoded in the transfer syntax of the presentation context.
     *
     * @param out where it goes; need not be closed or buffered, valid until this method returns
     * @throws IOException if the peer is gone, or does not read until the write deadline; or the writer's own fault,
     *     which aborts the association, since half a data set cannot be taken back
     */
    void writeTo(OutputStream out) throws IOException;
}
