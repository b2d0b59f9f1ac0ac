package org.pacsscp.core.internal.dimse;

import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;

/** What becomes of a command. */
public sealed interface Verdict {
    /**
     * A handler serves it.
     *
     * @param handler who serves it
     * @param execution where it runs
     * @param interruptOnCancel whether it is interrupted when its answer is not wanted any more
     */
    record Invoke(ActionHandler handler, ActionHandler.Execution execution, boolean interruptOnCancel)
            implements Verdict {
        /** Asks a handler how it is called: once, when the server is built. */
        static Invoke of(ActionHandler handler) {
            return new Invoke(handler, handler.execution(), handler.interruptOnCancel());
        }
    }

    /** It is answered without a handler; its data set is dropped. */
    record Refuse(DimseStatus status) implements Verdict {}

    /** It cancels an operation, if that is still under way. */
    record Cancel(int messageId) implements Verdict {}

    /** It answers a request of ours, if that is still waited for. */
    record Response(int messageId) implements Verdict {}
}
