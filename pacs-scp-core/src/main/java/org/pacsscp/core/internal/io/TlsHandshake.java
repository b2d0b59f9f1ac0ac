package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection's TLS handshake, within its deadline. Owned by the loop. */
final class TlsHandshake {
    private static final Logger log = LoggerFactory.getLogger(TlsHandshake.class);

    private final Establishment establishment;
    private final Connection connection;
    private final TlsSettings settings;
    private final TlsTransport transport;
    private final HandshakeFlights flights;
    private final Deadline deadline;
    private boolean tasksRunning;

    TlsHandshake(Establishment establishment, Connection connection, TlsSettings settings) {
        this.establishment = establishment;
        this.connection = connection;
        this.settings = settings;
        transport = new TlsTransport(
                settings.engines().apply(connection.remoteAddress()),
                connection.channel().socket(),
                connection.loop().buffers(),
                connection.output()::flushTransport);
        flights = new HandshakeFlights(transport);
        deadline = connection.deadline(this::deadlinePassed);
    }

    void begin() {
        deadline.set(settings.handshakeTimeoutNanos());
        try {
            flights.begin();
        } catch (IOException e) {
            failed(e);
            return;
        }
        advance();
    }

    private void deadlinePassed() {
        String why = "it was not done within " + Duration.ofNanos(settings.handshakeTimeoutNanos())
                + " (Timeouts.tlsHandshake)";
        fail(new IOException(why), true);
    }

    private void failed(IOException cause) {
        fail(cause, false);
    }

    /** The peer is told by an alert, if the engine has one. */
    private void fail(IOException cause, boolean timedOut) {
        try {
            transport.flush();
        } catch (IOException e) {
            log.debug("no alert to {}: {}", connection.remoteAddress(), e.getMessage());
        }
        establishment.notSecured(new TlsHandshakeException(reason(cause), cause, flights.firstByte() >= 0, timedOut));
    }

    /** The first byte is the type of a TLS record (RFC 8446 section 5.1), or that of a PDU, which is 1 to 7. */
    private String reason(IOException cause) {
        return switch (flights.firstByte()) {
            case -1, 0x14, 0x15, 0x16, 0x17 -> String.valueOf(cause.getMessage());
            case 0x01 -> "the peer speaks DICOM without TLS: it needs TLS, or a port without";
            case 0x02, 0x03, 0x04, 0x05, 0x06, 0x07 ->
                "the peer speaks DICOM without TLS: connect without TLS, or to a port with it";
            default -> String.format("the peer speaks no TLS, its first byte is %02XH", flights.firstByte());
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
            HandshakeFlights.Progress progress = flights.advance();
            if (progress != HandshakeFlights.Progress.DONE) {
                transport.restInHandshake();
                if (!connection.holdForTransport(transport.kept())) {
                    return;
                }
            }
            switch (progress) {
                case READ -> connection.channel().interest(SelectionKey.OP_READ);
                case WRITE -> connection.channel().interest(SelectionKey.OP_WRITE);
                case TASKS -> runTasks();
                case DONE -> {
                    deadline.clear();
                    establishment.secured(transport);
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
        connection.channel().interest(0);
        settings.tasks().execute(() -> {
            try {
                Throwable fault = faultOfTasks();
                connection.execute(() -> tasksDone(fault));
            } catch (Throwable e) {
                // There may be no memory to say so otherwise.
                connection.failInternallySoon(e);
            }
        });
    }

    /** Runs the tasks; their fault is told to the loop, not to an executor that knows nothing of it. */
    private @Nullable Throwable faultOfTasks() {
        try {
            flights.runTasks();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private void tasksDone(@Nullable Throwable fault) {
        // An executor that runs its task twice must not begin a handshake that is done.
        if (!tasksRunning) {
            return;
        }
        tasksRunning = false;
        if (fault == null) {
            advance();
        } else if (!connection.isClosed()) {
            connection.loop().faults().relieve(fault);
            failed(fault instanceof IOException met ? met : new IOException("its tasks failed: " + fault, fault));
        }
    }
}
