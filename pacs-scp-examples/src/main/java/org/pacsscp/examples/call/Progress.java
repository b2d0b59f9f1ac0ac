package org.pacsscp.examples.call;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.pacsscp.examples.terminal.StatusLine;

/** Shows on a terminal how far a call has come, now and then. For one thread at a time. */
public final class Progress {
    private static final long PERIOD = Duration.ofMillis(100).toNanos();

    private final StatusLine line;
    private final LongSupplier nanoTime;
    private long shownAt;
    private boolean shown;

    /**
     * Shows nothing yet.
     *
     * @param line where
     * @param nanoTime as {@link System#nanoTime()} has it
     */
    public Progress(StatusLine line, LongSupplier nanoTime) {
        this.line = line;
        this.nanoTime = nanoTime;
    }

    /** Shows a text, unless another has been shown just now. */
    void show(Supplier<String> text) {
        long now = nanoTime.getAsLong();
        if (!shown || now - shownAt >= PERIOD) {
            line.show(text.get());
            shownAt = now;
            shown = true;
        }
    }

    /** Makes room for what is not progress. */
    void clear() {
        if (shown) {
            line.show("");
            shown = false;
        }
    }
}
