package org.pacsscp.bench.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.measure.ProcessUsage;

/**
 * Waits until a server has nothing more to do, such as to end processes or to compile what was hot: it would be the next
 * one's loss.
 */
final class Quiet {
    private static final Duration PAUSE = Duration.ofMillis(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Quiet() {}

    static void await(RunningServer server) {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        double before = -1;
        double now = cpuSeconds(server);
        while (now != before && System.nanoTime() < latest) {
            LockSupport.parkNanos(PAUSE.toNanos());
            before = now;
            now = cpuSeconds(server);
        }
    }

    /** Zero where nobody can tell: then there is one pause. */
    private static double cpuSeconds(RunningServer server) {
        return server.usage().map(ProcessUsage::cpuSeconds).orElse(0.0);
    }
}
