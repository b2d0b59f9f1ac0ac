package org.pacsscp.core.internal.engine;

import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;

/** Serves requests whose handler is {@link ActionHandler.Execution#INLINE}, on the thread that has received them. */
final class InlineRunner {
    private final Session session;
    private final MessageSender sender;

    InlineRunner(Session session, MessageSender sender) {
        this.session = session;
        this.sender = sender;
    }

    void serve(ActionHandler handler, Request request) {
        InlineAction action = new InlineAction(session, request.presentationContext(), request.command());
        DimseStatus status = HandlerCall.call(handler, action);
        sender.respondUnattended(request, status, action.finalElements());
    }
}
