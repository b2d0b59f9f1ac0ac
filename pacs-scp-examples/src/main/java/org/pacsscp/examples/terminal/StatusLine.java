package org.pacsscp.examples.terminal;

import java.io.PrintStream;

/**
 * A line of a terminal that is written again and again. Each text ends where it began, so that a line that follows writes over
 * it. For one thread at a time.
 */
public final class StatusLine {
    private static final int WIDTH = 78;

    private final PrintStream terminal;

    /**
     * Shows nothing yet.
     *
     * @param terminal what a person looks at
     */
    public StatusLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /**
     * Shows a text instead of the one before.
     *
     * @param text no longer than 78 characters; empty to clear the line
     */
    public void show(String text) {
        terminal.print("\r" + " ".repeat(WIDTH) + "\r" + text + "\r");
        terminal.flush();
    }
}
