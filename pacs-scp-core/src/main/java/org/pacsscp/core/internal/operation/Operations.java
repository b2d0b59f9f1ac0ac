package org.pacsscp.core.internal.operation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The operations of an association that workers serve; any thread. */
final class Operations {
    private static final Map<Integer, Operation> NONE = Map.of();

    private final int most;
    private volatile boolean ended;

    /** Most associations of a server never have one: there is no map until the first. */
    private volatile Map<Integer, Operation> byMessageId = NONE;

    /** Lets so many be under way at once: the negotiated asynchronous operations window. */
    Operations(int most) {
        this.most = most;
    }

    boolean isFull() {
        return byMessageId.size() >= most;
    }

    boolean isEmpty() {
        return byMessageId.isEmpty();
    }

    /** Tells whether any is not yet being answered: of one that is, the peer may have the response before its worker is done. */
    boolean isAnyUnanswered() {
        for (Operation operation : byMessageId.values()) {
            if (!operation.isAnswering()) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether there may be several at once. */
    boolean isAsynchronous() {
        return most > 1;
    }

    boolean isOutstanding(int messageId) {
        // Asked for every request: a number would become an object.
        Operation operation = byMessageId.isEmpty() ? null : byMessageId.get(messageId);
        return operation != null && !operation.isAnswering();
    }

    /**
     * An operation is under way; called by whoever has the receiving side. One that a worker begins just when the association
     * ends is cancelled at once.
     */
    void begin(Operation operation) {
        if (byMessageId == NONE) {
            byMessageId = new ConcurrentHashMap<>(2);
        }
        byMessageId.put(operation.command().messageId(), operation);
        if (ended) {
            operation.cancel();
        }
    }

    void end(Operation operation) {
        byMessageId.remove(operation.command().messageId(), operation);
    }

    /** Cancels an operation; one that has ended, or never was, is nobody's fault. */
    void cancel(int messageId) {
        Operation operation = byMessageId.get(messageId);
        if (operation != null) {
            operation.cancel();
        }
    }

    /** The association has ended: no answer is wanted any more. */
    void cancelAll() {
        ended = true;
        byMessageId.values().forEach(Operation::cancel);
    }

    Collection<Operation> underWay() {
        return List.copyOf(byMessageId.values());
    }
}
