package org.pacsscp.core.internal.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationRequest.OpenAssociations;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Limits;
import org.pacsscp.core.internal.association.AssociationControl;
import org.pacsscp.core.internal.association.OpenConnections;
import org.pacsscp.core.internal.io.AddressBlock;

/**
 * Counts associations against their limits, and knows those and the connections that are open. Any thread; the counts are guarded as
 * the connections are.
 */
final class Admission {
    private final Limits limits;
    private final OpenConnections connections = new OpenConnections();
    private final Map<Long, ClientSession> sessions = new ConcurrentHashMap<>();
    private final Map<AeTitle, Integer> byTitle = new HashMap<>();
    private final Map<AddressBlock, Integer> byAddress = new HashMap<>();
    private int associations;
    private volatile boolean draining;

    Admission(Limits limits) {
        this.limits = limits;
    }

    /** There is another connection, which will be {@link #disconnected}. */
    void connected(AssociationControl connection) {
        connections.add(connection);
    }

    /** The connection is closed. */
    void disconnected(AssociationControl connection) {
        connections.remove(connection);
    }

    /** Decides while no other association is taken in, so that counts which the decision has seen stay right. */
    <T> T exclusively(Supplier<T> decision) {
        return connections.exclusively(decision);
    }

    /** Counts the places that are taken, in all and by one caller. */
    OpenAssociations openAssociations(AeTitle callingAeTitle, InetAddress address) {
        return exclusively(() -> new OpenAssociations(
                associations,
                byTitle.getOrDefault(callingAeTitle, 0),
                byAddress.getOrDefault(AddressBlock.of(address), 0)));
    }

    /** Tells whether another association would find a place. */
    boolean hasPlace() {
        return exclusively(() -> associations < limits.maxAssociations());
    }

    /** Takes a place for an association; {@code false} if there are as many as there may be. */
    boolean tryAssociate(AeTitle callingAeTitle, InetAddress address) {
        AddressBlock block = AddressBlock.of(address);
        return exclusively(() -> {
            if (associations >= limits.maxAssociations()) {
                return false;
            }
            associations++;
            byTitle.merge(callingAeTitle, 1, Integer::sum);
            byAddress.merge(block, 1, Integer::sum);
            return true;
        });
    }

    void opened(ClientSession session) {
        sessions.put(session.id(), session);
    }

    /** Gives the place of an association back, which has ended or was never opened. */
    void leave(AeTitle callingAeTitle, InetAddress address) {
        AddressBlock block = AddressBlock.of(address);
        connections.lessen(() -> {
            associations--;
            byTitle.computeIfPresent(callingAeTitle, Admission::oneFewer);
            byAddress.computeIfPresent(block, Admission::oneFewer);
        });
    }

    private static <K> @Nullable Integer oneFewer(K key, Integer count) {
        return count == 1 ? null : count - 1;
    }

    void ended(ClientSession session) {
        sessions.remove(session.id());
        leave(session.callingAeTitle(), session.remoteAddress().getAddress());
    }

    List<ClientSession> sessions() {
        List<ClientSession> open = new ArrayList<>(sessions.values());
        open.sort(Comparator.comparingLong(ClientSession::id));
        return open;
    }

    List<AssociationControl> connections() {
        return connections.list();
    }

    boolean draining() {
        return draining;
    }

    void draining(boolean now) {
        draining = now;
    }

    /** Waits until no association is open, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoAssociation(long nanos) {
        connections.await(() -> associations == 0, nanos);
    }

    /** Waits until no connection is open, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoConnection(long nanos) {
        connections.awaitNone(nanos);
    }

    @Override
    public String toString() {
        return "Admission[sessions=" + sessions.size() + ", draining=" + draining + "]";
    }
}
