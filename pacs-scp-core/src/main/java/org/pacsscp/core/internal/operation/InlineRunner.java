package org.pacsscp.core.internal.operation;

import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.core.internal.association.InlineServing;
import org.pacsscp.core.internal.association.Request;
import org.pacsscp.core.internal.association.Session;

/** Serves requests of an {@link InlineHandler}, on the thread that has received them. */
final class InlineRunner {
    private InlineRunner() {}

    static void serve(Session session, InlineHandler handler, Request request) {
        InlineRequest received = new InlineRequest(session, request.presentationContext(), request.command());
        InlineServing.begin();
        CommandResponse response = HandlerCall.answer(handler, received);
        InlineServing.end();
        // An interrupt that the handler leaves behind must not hit what the thread does next.
        Thread.interrupted();
        session.sender().respondUnattended(request, response);
    }
}
