package org.pacsscp.core.internal.report;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.flight.FlightRecorder;
import org.pacsscp.core.internal.flight.RefusalRecord;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the statistics, the log and the listeners what happens; any thread. A listener's fault ends here. */
public final class Events {
    private static final Logger log = LoggerFactory.getLogger(Events.class);

    /** An array, and loops over it, since what is told of a C-ECHO shall take no more memory than it must. */
    private final AssociationListener[] listeners;

    private final LogThrottle refusals;
    private final LongAdder connectionsAccepted = new LongAdder();
    private final LongAdder associationsOpened = new LongAdder();
    private final LongAdder associationsRejected = new LongAdder();
    private final LongAdder associationsReleased = new LongAdder();
    private final LongAdder associationsAborted = new LongAdder();
    private final LongAdder requestsAnswered = new LongAdder();

    public Events(List<AssociationListener> listeners, TimeSource time) {
        this.listeners = listeners.toArray(AssociationListener[]::new);
        refusals = new LogThrottle(time);
        FlightRecorder.prepare();
    }

    /** Tells whether anybody reads or hears what happens: else it is only counted. */
    public boolean areHeard() {
        return listeners.length > 0 || AssociationLog.isWritten();
    }

    public void connected() {
        connectionsAccepted.increment();
    }

    public void opened(Association association) {
        associationsOpened.increment();
        AssociationLog.opened(association);
        AssociationEvent.Opened event = new AssociationEvent.Opened(association);
        tell(listener -> listener.opened(event));
    }

    public void rejected(
            InetSocketAddress remote, String calling, String called, RejectReason reason, String explanation) {
        associationsRejected.increment();
        unlessFlooded(() -> AssociationLog.rejected(remote, calling, called, reason, explanation));
        RefusalRecord flight = FlightRecorder.refusal();
        if (flight != null) {
            flight.rejected(Printable.of(calling), Printable.of(called), reason.name())
                    .tell(remote, Printable.of(explanation));
        }
        AssociationEvent.Rejected event = new AssociationEvent.Rejected(remote, calling, called, reason, explanation);
        tell(listener -> listener.rejected(event));
    }

    /** An association of ours was not opened; who wanted it has the exception, so the log is not told. */
    public void failed(AssociationProposal proposal, AssociationException failure) {
        AssociationEvent.Failed event = new AssociationEvent.Failed(proposal, failure);
        tell(listener -> listener.failed(event));
    }

    public void refused(InetSocketAddress remote, String explanation) {
        unlessFlooded(() -> AssociationLog.refused(remote, explanation));
        recordRefusal(remote, explanation);
        AssociationEvent.Refused event = new AssociationEvent.Refused(remote, explanation);
        tell(listener -> listener.refused(event));
    }

    /** Listeners are not told: it is the proxy that is at fault, and no peer is known. */
    public void proxyRefused(InetSocketAddress proxy, String explanation) {
        unlessFlooded(() -> AssociationLog.proxyRefused(proxy, explanation));
        recordRefusal(proxy, explanation);
    }

    private static void recordRefusal(InetSocketAddress remote, String explanation) {
        RefusalRecord flight = FlightRecorder.refusal();
        if (flight != null) {
            flight.tell(remote, Printable.of(explanation));
        }
    }

    public void requested(Association association, CommandSet request) {
        if (listeners.length == 0) {
            return;
        }
        AssociationEvent.Requested event = new AssociationEvent.Requested(association, request);
        for (AssociationListener listener : listeners) {
            try {
                listener.requested(event);
            } catch (Throwable e) {
                reportFault(listener, e);
            }
        }
    }

    public void answered(Association association, CommandSet request, DimseStatus status, long elapsedNanos) {
        requestsAnswered.increment();
        AssociationLog.answered(association, request, status, elapsedNanos);
        if (listeners.length == 0) {
            return;
        }
        AssociationEvent.Answered event =
                new AssociationEvent.Answered(association, request, status, Duration.ofNanos(elapsedNanos));
        for (AssociationListener listener : listeners) {
            try {
                listener.answered(event);
            } catch (Throwable e) {
                reportFault(listener, e);
            }
        }
    }

    /** Tells whether listeners are told of requests of ours. */
    public boolean areHeardOfInvocations() {
        return listeners.length > 0;
    }

    public void invoked(Association association, int messageId, Invocation invocation) {
        AssociationEvent.Invoked event = new AssociationEvent.Invoked(association, messageId, invocation);
        tell(listener -> listener.invoked(event));
    }

    public void completed(
            Association association,
            int messageId,
            Invocation invocation,
            Optional<DimseStatus> status,
            long elapsedNanos) {
        AssociationEvent.Completed event = new AssociationEvent.Completed(
                association, messageId, invocation, status, Duration.ofNanos(elapsedNanos));
        tell(listener -> listener.completed(event));
    }

    public void ended(Association association, AssociationEnd end) {
        switch (end.kind()) {
            case RELEASED_BY_PEER, RELEASED_BY_US -> associationsReleased.increment();
            default -> associationsAborted.increment();
        }
        AssociationLog.ended(association, end);
        AssociationEvent.Ended event = new AssociationEvent.Ended(association, end);
        tell(listener -> listener.ended(event));
    }

    public Server.Statistics statistics() {
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
                reportFault(listener, e);
            }
        }
    }

    private static void reportFault(AssociationListener listener, Throwable fault) {
        log.error(
                "listener {} failed; the association goes on",
                listener.getClass().getName(),
                fault);
    }
}
