package org.pacsscp.core.internal.operation;

import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.core.internal.association.InlineServing;
import org.pacsscp.core.internal.association.Request;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.flight.OperationRecord;

/** Serves requests of an {@link InlineHandler}, on the thread that has received them. */
final class InlineRunner {
    private InlineRunner() {}

    static void serve(Session session, InlineHandler handler, Request request) {
        InlineRequest received = new InlineRequest(session, request.presentationContext(), request.command());
        InlineServing.begin();
        CommandResponse response = answer(handler, received, request);
        InlineServing.end();
        // An interrupt that the handler leaves behind must not hit what the thread does next.
        Thread.interrupted();
        session.sender().respondUnattended(request, response);
    }

    private static CommandResponse answer(InlineHandler handler, InlineRequest received, Request request) {
        OperationRecord flight = request.flight();
        if (flight == null) {
            return HandlerCall.answer(handler, received);
        }
        long called = System.nanoTime();
        CommandResponse response = HandlerCall.answer(handler, received);
        flight.handled(called - request.arrivedAt(), System.nanoTime() - called);
        return response;
    }
}
