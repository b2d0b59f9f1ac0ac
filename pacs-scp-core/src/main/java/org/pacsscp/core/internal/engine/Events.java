package org.pacsscp.core.internal.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Server;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.core.internal.io.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the statistics, the log and the listeners what happens; any thread. A listener's fault ends here. */
final class Events {
    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private final List<AssociationListener> listeners;
    private final LogThrottle refusals;
    private final LongAdder connectionsAccepted = new LongAdder();
    private final LongAdder associationsOpened = new LongAdder();
    private final LongAdder associationsRejected = new LongAdder();
    private final LongAdder associationsReleased = new LongAdder();
    private final LongAdder associationsAborted = new LongAdder();
    private final LongAdder requestsAnswered = new LongAdder();

    Events(List<AssociationListener> listeners, TimeSource time) {
        this.listeners = listeners;
        refusals = new LogThrottle(time);
    }

    void connected() {
        connectionsAccepted.increment();
    }

    void opened(ClientSession session) {
        associationsOpened.increment();
        AssociationLog.opened(session);
        tell(listener -> listener.opened(session));
    }

    void rejected(InetSocketAddress remote, String calling, String called, RejectReason reason, String explanation) {
        associationsRejected.increment();
        unlessFlooded(() -> AssociationLog.rejected(remote, calling, called, reason, explanation));
        tell(listener -> listener.rejected(remote, calling, called, reason, explanation));
    }

    void refused(InetSocketAddress remote, String explanation) {
        unlessFlooded(() -> AssociationLog.refused(remote, explanation));
        tell(listener -> listener.refused(remote, explanation));
    }

    /** Listeners are not told: it is the proxy that is at fault, and no peer is known. */
    void proxyRefused(InetSocketAddress proxy, String explanation) {
        unlessFlooded(() -> AssociationLog.proxyRefused(proxy, explanation));
    }

    void requested(ClientSession session, CommandSet request) {
        if (!listeners.isEmpty()) {
            tell(listener -> listener.requested(session, request));
        }
    }

    void answered(ClientSession session, CommandSet request, DimseStatus status, long elapsedNanos) {
        requestsAnswered.increment();
        AssociationLog.answered(session, request, status, elapsedNanos);
        if (!listeners.isEmpty()) {
            Duration elapsed = Duration.ofNanos(elapsedNanos);
            tell(listener -> listener.answered(session, request, status, elapsed));
        }
    }

    void ended(ClientSession session, SessionEnd end) {
        switch (end.kind()) {
            case RELEASED_BY_PEER, RELEASED_BY_SERVER -> associationsReleased.increment();
            default -> associationsAborted.increment();
        }
        AssociationLog.ended(session, end);
        tell(listener -> listener.ended(session, end));
    }

    Server.Statistics statistics() {
        return new Server.Statistics(
                connectionsAccepted.sum(),
                associationsOpened.sum(),
                associationsRejected.sum(),
                associationsReleased.sum(),
                associationsAborted.sum(),
                requestsAnswered.sum());
    }

    private void unlessFlooded(Runnable line) {
        long leftOut = refusals.admit();
        if (leftOut > 0) {
            log.warn(
                    "{} more connections were refused or rejected; they are left out here, not in the statistics",
                    leftOut);
        }
        if (leftOut >= 0) {
            line.run();
        }
    }

    private void tell(Consumer<AssociationListener> event) {
        for (AssociationListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                log.error(
                        "listener {} failed; the association goes on",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
