package org.pacsscp.bench.candidate;

import java.util.Optional;
import org.pacsscp.bench.load.Target;
import org.pacsscp.bench.measure.ProcessUsage;

/** A server that accepts connections, until it is closed. */
public interface RunningServer extends AutoCloseable {
    Target target();

    /** What its process has used so far; empty where that cannot be known. */
    Optional<ProcessUsage> usage();

    /** Ends its process, if it is ours. */
    @Override
    void close();
}
