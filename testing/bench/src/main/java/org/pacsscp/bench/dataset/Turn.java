package org.pacsscp.bench.dataset;

import java.io.IOException;

/** Does something so many times, one after the other. */
@FunctionalInterface
public interface Turn {
    /**
     * Does it.
     *
     * @return the nanoseconds of processor time that all of them took
     */
    long take(int times) throws IOException;
}
