package org.pacsscp.examples.window;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;

/**
 * Knows the open associations of a server, and those that ended a moment ago: many last too short to be seen otherwise.
 * Usable by any thread.
 */
final class AssociationBoard implements AssociationListener {
    /** How long an association is shown after its end. */
    static final Duration LINGER = Duration.ofSeconds(5);

    /** How many of those are shown at most. */
    static final int MOST_ENDED = 50;

    private final InstantSource clock;
    private final Map<Long, Association> open = new LinkedHashMap<>();
    private final Deque<Ended> ended = new ArrayDeque<>();

    private record Ended(Association session, AssociationEnd.Kind kind, Instant at) {}

    AssociationBoard(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void opened(AssociationEvent.Opened event) {
        open.put(event.association().id(), event.association());
    }

    @Override
    public synchronized void ended(AssociationEvent.Ended event) {
        open.remove(event.association().id());
        ended.addLast(new Ended(event.association(), event.end().kind(), clock.instant()));
        if (ended.size() > MOST_ENDED) {
            ended.removeFirst();
        }
    }

    /** Forgets everything: the next server counts its associations from 1. */
    synchronized void clear() {
        open.clear();
        ended.clear();
    }

    /** Returns the associations, the open ones first, in the order of acceptance. */
    synchronized List<AssociationRow> rows() {
        Instant oldest = clock.instant().minus(LINGER);
        ended.removeIf(association -> association.at().isBefore(oldest));
        return Stream.concat(
                        open.values().stream().map(session -> row(session, openState(session))),
                        ended.stream()
                                .map(association ->
                                        row(association.session(), AssociationRow.State.of(association.kind()))))
                .toList();
    }

    /** Aborts associations, as far as they are open. */
    void abort(Collection<Long> ids) {
        List<Association> sessions;
        synchronized (this) {
            sessions = open.values().stream()
                    .filter(session -> ids.contains(session.id()))
                    .toList();
        }
        sessions.forEach(session -> session.abort(AbortReason.SERVICE_USER));
    }

    /** Aborts every association. */
    void abortAll() {
        List<Long> ids;
        synchronized (this) {
            ids = List.copyOf(open.keySet());
        }
        abort(ids);
    }

    private static AssociationRow.State openState(Association session) {
        Association.Counters counters = session.counters();
        return counters.requestsReceived() > counters.responsesSent()
                ? AssociationRow.State.BUSY
                : AssociationRow.State.IDLE;
    }

    private static AssociationRow row(Association session, AssociationRow.State state) {
        InetSocketAddress remote = session.remoteAddress();
        return new AssociationRow(
                session.id(),
                session.callingAeTitle().value(),
                session.calledAeTitle().value(),
                remote.getAddress().getHostAddress() + ":" + remote.getPort(),
                session.openedAt(),
                session.counters().requestsReceived(),
                state);
    }
}
