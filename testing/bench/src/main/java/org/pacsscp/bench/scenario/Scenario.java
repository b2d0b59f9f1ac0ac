package org.pacsscp.bench.scenario;

import java.io.IOException;
import org.pacsscp.bench.measure.Description;

/** Something that is done to all candidates, and measured. */
public interface Scenario {
    Description description();

    /**
     * Measures. What cannot be measured here is noted; what goes wrong is a failure among the results.
     *
     * @throws IOException if a server does not start
     */
    void run(Bench bench) throws IOException;
}
