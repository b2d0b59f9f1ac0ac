package org.pacsscp.bench.archive;

import java.io.IOException;

/**
 * Lets a server do the same work until that makes it no faster: how long a virtual machine compiles depends on the machine, and on
 * what else it has to do.
 *
 * @param fewest so many pieces of work are done in any case
 * @param most so many are enough, whatever they gain
 */
record SteadyState(int fewest, int most) {
    /** What a piece must gain on the best one before. */
    private static final double GAIN = 0.05;

    /** One that gains nothing may have been disturbed. */
    private static final int WITHOUT_GAIN = 2;

    /** Some work. */
    @FunctionalInterface
    interface Work {
        /** Returns how long it took, in seconds. */
        double seconds() throws IOException, InterruptedException;
    }

    /** Works until two pieces in a row have gained nothing; returns how many there were. */
    int reach(Work work) throws IOException, InterruptedException {
        double best = Double.POSITIVE_INFINITY;
        int withoutGain = 0;
        int done = 0;
        while (done < fewest || (done < most && withoutGain < WITHOUT_GAIN)) {
            double seconds = work.seconds();
            done++;
            withoutGain = seconds < best * (1 - GAIN) ? 0 : withoutGain + 1;
            best = Math.min(best, seconds);
        }
        return done;
    }
}
