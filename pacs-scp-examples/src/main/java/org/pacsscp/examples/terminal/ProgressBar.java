package org.pacsscp.examples.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how far a long work has come, now and then. For one thread at a time. */
public final class ProgressBar {
    private static final long PERIOD = Duration.ofMillis(100).toNanos();
    private static final int WIDTH = 40;

    private final StatusLine line;
    private final LongSupplier nanoTime;
    private final long total;
    private final long since;
    private long shownAt;
    private boolean shown;

    /**
     * Shows nothing yet.
     *
     * @param line where
     * @param nanoTime as {@link System#nanoTime()} has it
     * @param total when it is over
     */
    public ProgressBar(StatusLine line, LongSupplier nanoTime, long total) {
        this.line = line;
        this.nanoTime = nanoTime;
        this.total = total;
        since = nanoTime.getAsLong();
    }

    /**
     * Shows how far it has come, unless that was shown just now.
     *
     * @param done how much is done; if it is more than there was in all, that is all
     */
    public void show(long done) {
        long now = nanoTime.getAsLong();
        if (!shown || now - shownAt >= PERIOD) {
            line.show(text(Math.min(done, total), now));
            shownAt = now;
            shown = true;
        }
    }

    private String text(long done, long now) {
        double share = total == 0 ? 1 : (double) done / total;
        int full = (int) (share * WIDTH);
        // Never 0: what is done within a tick of the clock has a rate, too.
        double seconds = Math.max(now - since, 1) / 1e9;
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%, %d of %d, %.0f/s",
                "#".repeat(full),
                " ".repeat(WIDTH - full),
                (int) (share * 100),
                done,
                total,
                done / seconds);
    }

    /** Makes room for what is not progress. */
    public void clear() {
        if (shown) {
            line.show("");
            shown = false;
        }
    }
}
