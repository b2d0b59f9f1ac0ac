package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** A connection's TLS handshake, within its deadline. Owned by the loop. */
final class TlsHandshake {
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
            arrival.handshakeFailed(transport, e);
            return;
        }
        advance();
    }

    private void deadlinePassed() {
        connection.fail(new IOException("no TLS handshake within " + Duration.ofNanos(intake.handshakeTimeoutNanos())
                + " (Timeouts.tlsHandshake)"));
    }

    void end() {
        deadline.clear();
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
            arrival.handshakeFailed(transport, e);
        } catch (RejectedExecutionException e) {
            connection.fail(new IOException("the executor does not take the tasks of a TLS handshake", e));
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
                tasksRunning = false;
                advance();
            });
        });
    }
}
