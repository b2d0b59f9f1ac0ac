package org.pacsscp.bench.catalog;

import java.io.IOException;

/** An archive that runs, and holds the first so many of {@link InventedStudies}. */
interface Archive extends AutoCloseable {
    /** What it is called in reports. */
    String name();

    /** Where it listens, on this machine. */
    int port();

    String aeTitle();

    /** How many studies it holds of which all answers are there: a multiple of {@link InventedStudies#BLOCK}. */
    long studies();

    @Override
    void close() throws IOException;
}
