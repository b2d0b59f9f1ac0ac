package org.pacsscp.core.internal.engine;

import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;

/** Serves requests whose handler is {@link ActionHandler.Execution#INLINE}, on the thread that has received them. */
final class InlineRunner {
    private static final ThreadLocal<Boolean> SERVING = ThreadLocal.withInitial(() -> false);

    private InlineRunner() {}

    /** Tells whether the present thread runs an INLINE handler: a loop's, or a worker's that has the receiving side. */
    static boolean isServing() {
        return SERVING.get();
    }

    static void serve(Session session, ActionHandler handler, Request request) {
        InlineAction action = new InlineAction(session, request.presentationContext(), request.command());
        SERVING.set(true);
        DimseStatus status = HandlerCall.call(handler, action);
        SERVING.set(false);
        // An interrupt that the handler leaves behind must not hit what the thread does next.
        Thread.interrupted();
        session.sender().respondUnattended(request, status, action.finalElements());
    }
}
