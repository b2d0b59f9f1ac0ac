package org.pacsscp.core.internal.operation;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.Response;
import org.pacsscp.core.internal.association.PeerGoneException;
import org.pacsscp.core.internal.dimse.HandlerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler, whose faults end here: whatever it does, there is a final response. */
final class HandlerCall {
    private static final Logger log = LoggerFactory.getLogger(HandlerCall.class);

    /** An exception may be the cause of its cause. */
    private static final int MAX_CAUSES = 100;

    private HandlerCall() {}

    /** Calls a handler on a worker. */
    static Response handle(ActionHandler handler, Action action) {
        try {
            return finalOr0110(handler, action.command(), handler.handle(action));
        } catch (Throwable e) {
            if (action.cancelled() && isInterruption(e)) {
                log.debug("handler {} was interrupted as it served {}", HandlerName.of(handler), action.command());
                return DimseStatus.CANCEL;
            }
            return answerTo(e, handler, action.command());
        }
    }

    /** Calls a handler on the thread that has received the request. */
    static CommandResponse answer(InlineHandler handler, org.pacsscp.api.Request request) {
        try {
            return finalOr0110(handler, request.command(), handler.answer(request));
        } catch (Throwable e) {
            return answerTo(e, handler, request.command());
        }
    }

    /** Also an Error is the handler's, and costs its operation only. */
    private static CommandResponse answerTo(Throwable e, ActionHandler handler, CommandSet command) {
        if (e instanceof DimseException refusal) {
            log.debug("handler {} refused {}: {}", HandlerName.of(handler), command, refusal.status(), e.getCause());
            return finalOr0110(handler, command, refusal.status());
        }
        tryToReport(handler, command, e);
        return DimseStatus.PROCESSING_FAILURE;
    }

    private static boolean isInterruption(Throwable e) {
        return e instanceof InterruptedException
                || e instanceof InterruptedIOException
                || e instanceof ClosedByInterruptException;
    }

    private static Response finalOr0110(ActionHandler handler, CommandSet command, @Nullable Response response) {
        return response != null && isFinal(response) ? response : noFinalStatus(handler, command, response);
    }

    private static CommandResponse finalOr0110(
            ActionHandler handler, CommandSet command, @Nullable CommandResponse response) {
        return response != null && isFinal(response) ? response : noFinalStatus(handler, command, response);
    }

    private static boolean isFinal(Response response) {
        return response.status().category() != DimseStatus.Category.PENDING;
    }

    private static DimseStatus noFinalStatus(ActionHandler handler, CommandSet command, @Nullable Response response) {
        log.error(
                "handler {} answered {} with {}, which is no final status; the peer is told 0110H",
                HandlerName.of(handler),
                command,
                response == null ? null : response.status());
        return DimseStatus.PROCESSING_FAILURE;
    }

    /** What was thrown is the handler's too, and may throw when it is asked for its message or its cause. */
    private static void tryToReport(ActionHandler handler, CommandSet command, Throwable e) {
        try {
            report(handler, command, e);
        } catch (Throwable again) {
            log.error(
                    "handler {} failed on {} with {}, which itself fails; the peer is told 0110H",
                    HandlerName.of(handler),
                    command,
                    e.getClass().getName());
        }
    }

    private static void report(ActionHandler handler, CommandSet command, Throwable e) {
        if (isOfTheAssociation(e)) {
            log.debug("handler {} gave {} up: {}", HandlerName.of(handler), command, e.getMessage());
        } else if (e instanceof DataSetException broken && broken.reason() == DataSetException.Cause.LIMIT_EXCEEDED) {
            log.warn("handler {} could not serve {}: {}", HandlerName.of(handler), command, e.getMessage());
        } else {
            log.error("handler {} failed on {}; the peer is told 0110H", HandlerName.of(handler), command, e);
        }
    }

    /** The peer's doing or the network's, perhaps wrapped: the association has ended or is about to. */
    private static boolean isOfTheAssociation(Throwable thrown) {
        @Nullable Throwable e = thrown;
        for (int i = 0; e != null && i < MAX_CAUSES; i++) {
            if (e instanceof DataSetException broken) {
                return switch (broken.reason()) {
                    case ABORTED, PEER_LOST, MALFORMED, TIMED_OUT -> true;
                    case LIMIT_EXCEEDED, CLOSED -> false;
                };
            }
            if (e instanceof PeerGoneException
                    || (e instanceof InvocationException missing
                            && missing.reason() == InvocationException.Cause.ASSOCIATION_ENDED)) {
                return true;
            }
            e = e.getCause();
        }
        return false;
    }
}
