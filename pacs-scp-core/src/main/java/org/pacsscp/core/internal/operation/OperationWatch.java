package org.pacsscp.core.internal.operation;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pacsscp.core.internal.association.MessageProvider;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.RareDeadline;

/**
 * Looks after an association's operations while they are under way: takes the receiving side back from a worker that does
 * not read, and ends what is overdue or has lost its peer. Owned by the association's loop.
 */
final class OperationWatch {
    /** How long a request may wait in the socket for operations that have no deadline of their own. */
    private static final Duration MAX_WAIT_IN_SOCKET = Duration.ofMinutes(5);

    private static final long MAX_WAIT_IN_SOCKET_NANOS = MAX_WAIT_IN_SOCKET.toNanos();
    private static final long RESET_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Duration timeout;
    private final MessageProvider provider;
    private final Connection connection;
    private final ReceivingSide receiving;
    private final MessageExchange exchange;
    private final LoopReports reports;
    private final RareDeadline watch;
    private final RareDeadline waitInSocket;
    private long bytesAtResetCheck;
    private long resetCheckedAt;

    OperationWatch(
            Duration timeout,
            MessageProvider provider,
            Connection connection,
            ReceivingSide receiving,
            MessageExchange exchange,
            LoopReports reports) {
        this.timeout = timeout;
        this.provider = provider;
        this.connection = connection;
        this.receiving = receiving;
        this.exchange = exchange;
        this.reports = reports;
        watch = connection.rareDeadline(() -> provider.withMdc(this::look));
        waitInSocket = connection.rareDeadline(() -> provider.withMdc(this::waitedTooLong));
    }

    /** The receiving side is lent, or a worker begins: looks soon. */
    void begin() {
        watch.set(ReceivingSide.KEEP_NANOS);
    }

    /** What the peer has sent has to wait in the socket from now on. */
    void peerWaits() {
        waitInSocket.set(timeout.isZero() ? MAX_WAIT_IN_SOCKET_NANOS : 0);
        begin();
    }

    /** It is read again. */
    void peerWaitsNoMore() {
        waitInSocket.clear();
    }

    /** The connection is closed. */
    void closed() {
        watch.clear();
        waitInSocket.clear();
    }

    private void look() {
        if (receiving.takeBackFromRest(ReceivingSide.KEEP_NANOS)) {
            reports.returned();
        }
        boolean blind = receiving.isLent() || (provider.isEstablished() && exchange.mayNotRead());
        if (blind && isReset()) {
            connection.fail(new IOException("the peer has reset it"));
            return;
        }
        long limit = timeout.toNanos();
        boolean limited = limit > 0 && provider.isEstablished() && !abortOverdue(limit);
        if (blind) {
            watch.set(receiving.isLent() ? ReceivingSide.KEEP_NANOS : RESET_CHECK_NANOS);
        } else if (limited && !exchange.operations().isEmpty()) {
            watch.set(Math.max(ReceivingSide.KEEP_NANOS, limit / 20));
        }
    }

    private boolean letsPeerWait() {
        return provider.isEstablished() && exchange.isFull();
    }

    /** Nobody who reads would notice; looked for now and then, and not while bytes are read. */
    private boolean isReset() {
        long now = System.nanoTime();
        if (now - resetCheckedAt < RESET_CHECK_NANOS) {
            return false;
        }
        boolean nothingRead = connection.bytesReceived() == bytesAtResetCheck;
        resetCheckedAt = now;
        bytesAtResetCheck = connection.bytesReceived();
        return nothingRead && !receiving.isAwaitedByWorker() && connection.isReset();
    }

    private void waitedTooLong() {
        if (letsPeerWait()) {
            provider.timedOut("the operations under way have kept a request waiting in the socket for "
                    + MAX_WAIT_IN_SOCKET + " (Timeouts.operation is none)");
        }
    }

    private boolean abortOverdue(long limit) {
        for (Operation operation : exchange.operations().underWay()) {
            if (System.nanoTime() - operation.request().arrivedAt() > limit) {
                provider.timedOut(operation.command() + " was not served within " + timeout + " (Timeouts.operation)");
                return true;
            }
        }
        return false;
    }
}
