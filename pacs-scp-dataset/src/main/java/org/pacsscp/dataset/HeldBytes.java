package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Agrees to what data sets hold in memory, or not: the seam to a budget that many share.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HeldBytes {
    /**
     * Is told before more bytes are held.
     *
     * @param bytes how many more, positive
     * @throws IOException if there is no room for them; it ends the reading
     */
    void take(long bytes) throws IOException;
}
