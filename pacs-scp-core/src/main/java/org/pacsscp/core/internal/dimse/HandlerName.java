package org.pacsscp.core.internal.dimse;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;

/** What a handler is called in the log and in messages. */
public final class HandlerName {
    private HandlerName() {}

    /** Asks a handler for its name; one that has none, or fails, is called by its class. */
    public static String of(ActionHandler handler) {
        try {
            @Nullable String name = handler.name();
            if (name != null) {
                return name;
            }
        } catch (Throwable e) {
            // It is asked when it is at fault already, and that is what shall be said.
        }
        return handler.getClass().getName();
    }
}
