package org.pacsscp.core.internal.dimse;

import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;

/** What becomes of a request. */
public sealed interface Verdict {
    /**
     * A handler serves it.
     *
     * @param handler who serves it
     * @param inline whether it answers on the thread that has received the request
     * @param interruptOnCancel whether it is interrupted when its answer is not wanted any more
     */
    record Invoke(ActionHandler handler, boolean inline, boolean interruptOnCancel) implements Verdict {
        /** Asks a handler how it is called: once, when the server is built. */
        static Invoke of(ActionHandler handler) {
            return new Invoke(handler, handler instanceof InlineHandler, handler.interruptOnCancel());
        }
    }

    /** It is answered without a handler; its data set is dropped. */
    record Refuse(DimseStatus status) implements Verdict {}

    /** It cancels an operation, if that is still under way. */
    record Cancel(int messageId) implements Verdict {}
}
