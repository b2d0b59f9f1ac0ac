package org.pacsscp.examples.window.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the newest lines until they are fetched. Any thread may add and fetch; adding never waits for whoever fetches, and
 * what is too much is dropped, the oldest first.
 */
public final class LogBuffer {
    private final int capacity;
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private long dropped;

    /**
     * What was added since the last time.
     *
     * @param lines the newest lines, the oldest first
     * @param dropped how many were dropped before them
     */
    public record Batch(List<LogLine> lines, long dropped) {
        /** Copies the lines. */
        public Batch {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Makes an empty buffer.
     *
     * @param capacity how many lines it holds
     */
    public LogBuffer(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a line.
     *
     * @param line the line
     */
    public synchronized void add(LogLine line) {
        if (lines.size() == capacity) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(line);
    }

    /**
     * Takes what is there.
     *
     * @return the lines, which the buffer no longer holds
     */
    public synchronized Batch drain() {
        Batch batch = new Batch(new ArrayList<>(lines), dropped);
        lines.clear();
        dropped = 0;
        return batch;
    }
}
