package org.pacsscp.core.internal.io.loop;

/** A clock that only goes forward; a test gives its own. */
@FunctionalInterface
public interface TimeSource {
    /** The clock of the machine. */
    TimeSource SYSTEM = System::nanoTime;

    /** Returns nanoseconds since some fixed moment. */
    long nanos();
}
