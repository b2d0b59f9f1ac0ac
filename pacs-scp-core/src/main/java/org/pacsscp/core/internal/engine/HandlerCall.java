package org.pacsscp.core.internal.engine;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler, whose faults end here: whatever it does, there is a final status. */
final class HandlerCall {
    private static final Logger log = LoggerFactory.getLogger(HandlerCall.class);

    /** An exception may be the cause of its cause. */
    private static final int MOST_CAUSES = 100;

    private HandlerCall() {}

    static DimseStatus call(ActionHandler handler, Action action) {
        try {
            return finalOr0110(handler, action, handler.handle(action));
        } catch (DimseException e) {
            log.debug("handler {} refused {}: {}", name(handler), action.command(), e.status(), e.getCause());
            return finalOr0110(handler, action, e.status());
        } catch (Throwable e) {
            if (action.cancelled() && isInterruption(e)) {
                log.debug("handler {} was interrupted as it served {}", name(handler), action.command());
                return DimseStatus.CANCEL;
            }
            // Also an Error is the handler's, and costs its operation only.
            tryToReport(handler, action, e);
        }
        return DimseStatus.PROCESSING_FAILURE;
    }

    private static boolean isInterruption(Throwable e) {
        return e instanceof InterruptedException
                || e instanceof InterruptedIOException
                || e instanceof ClosedByInterruptException;
    }

    private static DimseStatus finalOr0110(ActionHandler handler, Action action, @Nullable DimseStatus status) {
        if (status != null && status.category() != DimseStatus.Category.PENDING) {
            return status;
        }
        log.error(
                "handler {} answered {} with {}, which is no final status; the peer is told 0110H",
                name(handler),
                action.command(),
                status);
        return DimseStatus.PROCESSING_FAILURE;
    }

    /** What was thrown is the handler's too, and may throw when it is asked for its message or its cause. */
    private static void tryToReport(ActionHandler handler, Action action, Throwable e) {
        try {
            report(handler, action, e);
        } catch (Throwable again) {
            log.error(
                    "handler {} failed on {} with {}, which itself fails; the peer is told 0110H",
                    name(handler),
                    action.command(),
                    e.getClass().getName());
        }
    }

    private static void report(ActionHandler handler, Action action, Throwable e) {
        if (isOfTheAssociation(e)) {
            log.debug("handler {} gave {} up: {}", name(handler), action.command(), e.getMessage());
        } else if (e instanceof DataSetException broken && broken.reason() == DataSetException.Cause.LIMIT_EXCEEDED) {
            log.warn("handler {} could not serve {}: {}", name(handler), action.command(), e.getMessage());
        } else {
            log.error("handler {} failed on {}; the peer is told 0110H", name(handler), action.command(), e);
        }
    }

    /** The peer's doing or the network's, perhaps wrapped: the association has ended or is about to. */
    private static boolean isOfTheAssociation(Throwable thrown) {
        @Nullable Throwable e = thrown;
        for (int i = 0; e != null && i < MOST_CAUSES; i++) {
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

    private static String name(ActionHandler handler) {
        return handler.getClass().getName();
    }
}
