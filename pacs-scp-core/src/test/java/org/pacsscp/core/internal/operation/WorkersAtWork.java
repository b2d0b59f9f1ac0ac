package org.pacsscp.core.internal.operation;

import java.util.Arrays;

/** Looks which threads serve operations. */
public final class WorkersAtWork {
    private WorkersAtWork() {}

    /** Tells whether any does. */
    public static boolean isAny() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(Worker.class.getName()));
    }
}
