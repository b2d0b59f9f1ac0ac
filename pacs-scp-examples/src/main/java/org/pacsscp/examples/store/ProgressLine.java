package org.pacsscp.examples.store;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.pacsscp.examples.store.StoreMonitor.Progress;
import org.pacsscp.examples.terminal.StatusLine;

/**
 * Shows on a terminal, once a second and always in the same line, how far long associations are. A log line that follows writes
 * over it.
 */
final class ProgressLine implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final StoreMonitor monitor;
    private final StatusLine line;
    private final Timer timer = new Timer("store-progress", true);
    private Progress last = new Progress(0, 0, 0);

    ProgressLine(StoreMonitor monitor, PrintStream terminal) {
        this.monitor = monitor;
        line = new StatusLine(terminal);
    }

    /** Begins to show. */
    void start() {
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                show();
            }
        };
        timer.scheduleAtFixedRate(task, PERIOD.toMillis(), PERIOD.toMillis());
    }

    /** Shows what happened in the second since it was called last. */
    void show() {
        Progress now = monitor.progress(LONG);
        if (now.associations() > 0) {
            line.show(text(now));
        } else if (last.associations() > 0) {
            line.show("");
        }
        last = now;
    }

    private String text(Progress now) {
        return String.format(
                Locale.ROOT,
                "storing: %d instances, %.1f MiB, %.1f MiB/s, associations: %d",
                now.instances(),
                mebibytes(now.bytes()),
                // An association that has ended takes its bytes away.
                mebibytes(Math.max(now.bytes() - last.bytes(), 0)),
                now.associations());
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
