package org.pacsscp.core.internal.operation;

import java.io.IOException;
import org.pacsscp.api.AbortReason;
import org.pacsscp.core.internal.association.MessageProvider;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.PduException;

/**
 * What workers tell the loop of their association: what is for it to judge, and that they are done. Any thread, unless it
 * says otherwise.
 */
final class LoopReports {
    private final MessageProvider provider;
    private final Connection connection;
    private final ReceivingSide receiving;
    private final MessageExchange exchange;

    LoopReports(MessageProvider provider, Connection connection, ReceivingSide receiving, MessageExchange exchange) {
        this.provider = provider;
        this.connection = connection;
        this.receiving = receiving;
        this.exchange = exchange;
    }

    /** A worker gives the receiving side back. {@code first} is what it could not judge itself. */
    void takeBack(Runnable first) {
        provider.onLoop(() -> {
            try {
                if (!connection.isClosing()) {
                    first.run();
                }
            } finally {
                returned();
            }
        });
    }

    /** The loop has the receiving side again; on the loop. */
    void returned() {
        if (provider.isOver()) {
            // The rest of a PDU whose message nobody waits for.
            receiving.discardPdu();
        }
        receiving.returned();
    }

    /** A worker has served an operation and serves no other. */
    void operationEnded() {
        provider.onLoop(() -> {
            if (provider.isEstablished()) {
                receiving.restartIdleClock();
                if (exchange.isAnyWaiting()) {
                    // Also begins what waits.
                    connection.resumeReading();
                }
            }
            provider.answerReleaseIfDone();
        });
    }

    /** A worker met a PDU other than P-DATA-TF, of which it has read the type; on the loop. */
    void judgeType() {
        provider.judgeType();
    }

    /** A worker met what is no PDU; on the loop. */
    void malformed(PduException e) {
        provider.malformed(e);
    }

    /** A worker met fragments that make no message; on the loop. */
    void broken(MessageException e) {
        provider.broken(e);
    }

    /** A worker found the peer too slow; on the loop. */
    void tooSlow(String verdict) {
        provider.timedOut(verdict);
    }

    /** A worker found a fault in a message whose end it has read already. */
    void report(MessageException e) {
        provider.onLoop(() -> {
            if (provider.isEstablished()) {
                provider.broken(e);
            }
        });
    }

    /** A worker found that the peer will send no more; on the loop. */
    void streamEnded() {
        connection.streamEnded();
    }

    /** A worker found the connection broken; on the loop. */
    void connectionFailed(IOException e) {
        connection.fail(e);
    }

    /** A request cannot be answered: the peer must not wait for that; nothing happens if the association is aborted already. */
    void abort(String why) {
        provider.abort(AbortReason.SERVICE_USER, why);
    }

    /** A fault of ours on a worker. */
    void failInternally(Throwable fault) {
        connection.failInternallySoon(fault);
    }

    /** Tells whether the present thread is the association's loop. */
    boolean isLoopCurrent() {
        return connection.loop().isCurrent();
    }
}
