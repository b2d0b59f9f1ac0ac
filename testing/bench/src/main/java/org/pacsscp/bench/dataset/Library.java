package org.pacsscp.bench.dataset;

import java.io.IOException;
import java.util.Optional;

/** Something that reads and writes data sets, or does the least that has to be done for that. */
public interface Library extends AutoCloseable {
    /** Returns what it is called in tables. */
    String name();

    /**
     * Prepares to do something again and again.
     *
     * @return what does it; empty if this library cannot, or has nothing to show by it
     * @throws IOException if the data set cannot be read
     */
    Optional<Turn> turn(Task task, Sample sample) throws IOException;

    @Override
    default void close() throws IOException {}
}
