package org.pacsscp.examples.window.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Makes loggers that write to one buffer, at a level that can be changed at any time. Usable by any thread. */
public final class WindowLoggers implements ILoggerFactory {
    /** How many lines are kept, here and in the window. */
    public static final int CAPACITY = 10_000;

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final LogBuffer buffer = new LogBuffer(CAPACITY);
    private volatile Level level = Level.INFO;

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, key -> new WindowLogger(key, this));
    }

    /**
     * Returns where the lines are.
     *
     * @return the buffer
     */
    public LogBuffer buffer() {
        return buffer;
    }

    /**
     * Sets how much is logged from now on.
     *
     * @param newLevel the least level that is logged
     */
    public void level(Level newLevel) {
        level = newLevel;
    }

    boolean isEnabled(Level asked) {
        return asked.toInt() >= level.toInt();
    }
}
