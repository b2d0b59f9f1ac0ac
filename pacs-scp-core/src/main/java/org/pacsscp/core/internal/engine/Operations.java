package org.pacsscp.core.internal.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The operations of an association that workers serve; any thread. */
final class Operations {
    private final int most;
    private final Map<Integer, Operation> byMessageId = new ConcurrentHashMap<>(2);

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

    /** Tells whether there may be several at once. */
    boolean isAsynchronous() {
        return most > 1;
    }

    boolean isOutstanding(int messageId) {
        Operation operation = byMessageId.isEmpty() ? null : byMessageId.get(messageId);
        return operation != null && !operation.isAnswering();
    }

    void begin(Operation operation) {
        byMessageId.put(operation.command().messageId(), operation);
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

    void cancelAll() {
        byMessageId.values().forEach(Operation::cancel);
    }

    Collection<Operation> underWay() {
        return List.copyOf(byMessageId.values());
    }
}
