package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Takes values that are too long to be held in memory.
 *
 * <pre>{@code
 * ValueSink toFile = value -> value.transferTo(out);
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ValueSink {
    /**
     * Takes a value, or leaves it: what is not read is skipped.
     *
     * @param value the reader, which stands at the element: tag, path, value representation and length can be asked for,
     *     the value can be read as from {@link DataSetReader#next()}. Valid until this method returns
     * @throws IOException if the value cannot be read or kept; it ends the reading
     */
    void accept(DataSetReader value) throws IOException;
}
