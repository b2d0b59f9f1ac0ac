package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection's TLS handshake, within its deadline. Owned by the loop. */
final class TlsHandshake {
    private static final Logger log = LoggerFactory.getLogger(TlsHandshake.class);

    /** Type of the PDU that a peer without TLS begins with. */
    private static final int A_ASSOCIATE_RQ = 0x01;

    /** Type of the record that a peer with TLS begins with. */
    private static final int TLS_HANDSHAKE = 0x16;

    private final Arrival arrival;
    private final Connection connection;
    private final TlsTransport transport;
    private final TlsIntake intake;
    private final Deadline deadline;
    private boolean tasksRunning;

    TlsHandshake(Arrival arrival, Connection connection, TlsTransport transport, TlsIntake intake) {
        this.arrival = arrival;
        this.connection = connection;
        this.transport = transport;
        this.intake = intake;
        deadline = connection.deadline(this::deadlinePassed);
    }

    void begin() {
        deadline.set(intake.handshakeTimeoutNanos());
        try {
            transport.beginHandshake();
        } catch (IOException e) {
            failed(e);
            return;
        }
        advance();
    }

    private void deadlinePassed() {
        failed(new IOException("it was not done within " + Duration.ofNanos(intake.handshakeTimeoutNanos())
                + " (Timeouts.tlsHandshake)"));
    }

    /** The peer is told by an alert, if the engine has one. A peer that never spoke has done nothing wrong. */
    private void failed(IOException cause) {
        try {
            transport.flush();
        } catch (IOException e) {
            log.debug("no alert to {}: {}", connection.remoteAddress(), e.getMessage());
        }
        connection.fail(
                transport.firstByte() < 0
                        ? cause
                        : new TlsHandshakeException("TLS handshake failed: " + reason(cause), cause));
    }

    private String reason(IOException cause) {
        return switch (transport.firstByte()) {
            case A_ASSOCIATE_RQ -> "the peer speaks DICOM without TLS: it needs TLS, or a port without";
            case TLS_HANDSHAKE -> String.valueOf(cause.getMessage());
            default -> String.format("the peer speaks no TLS, its first byte is %02XH", transport.firstByte());
        };
    }

    void end() {
        deadline.clear();
        transport.discardInput();
        transport.discardOutput();
    }

    /** Takes the handshake on; the channel is ready, or tasks are done. */
    void advance() {
        if (tasksRunning || connection.isClosed()) {
            return;
        }
        try {
            switch (transport.handshake()) {
                case READ -> connection.interest(SelectionKey.OP_READ);
                case WRITE -> connection.interest(SelectionKey.OP_WRITE);
                case TASKS -> runTasks();
                case DONE -> {
                    deadline.clear();
                    arrival.secured(transport);
                }
            }
        } catch (IOException e) {
            failed(e);
        } catch (RejectedExecutionException e) {
            failed(new IOException("the executor does not take its tasks", e));
        }
    }

    private void runTasks() {
        tasksRunning = true;
        connection.interest(0);
        intake.tasks().execute(() -> {
            for (Runnable task = transport.nextTask(); task != null; task = transport.nextTask()) {
                task.run();
            }
            connection.execute(() -> {
                // An executor that runs its task twice must not begin a handshake that is done.
                if (tasksRunning) {
                    tasksRunning = false;
                    advance();
                }
            });
        });
    }
}
