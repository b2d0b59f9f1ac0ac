package org.pacsscp.bench.load;

import org.pacsscp.bench.measure.Histogram;

/** Steps whose time is measured until it is told to end. Owned by the thread of its {@link Loop}. */
abstract class Measured implements Steps {
    private final Histogram latency = new Histogram();
    private boolean ended;

    /** From now on nothing is begun, nor counted. */
    final void end() {
        ended = true;
    }

    final boolean ended() {
        return ended;
    }

    final void record(long nanos) {
        if (!ended) {
            latency.record(nanos);
        }
    }

    final Histogram latency() {
        return latency;
    }
}
