package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandField;
import org.pacsscp.testkit.pacs.RecordedAssociation.End;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Pdus;

/** Sends what is due on a line, or does what a fault wants instead. Used by the association's thread. */
final class Outgoing {
    /** A PDU type that the standard does not have. */
    private static final int NO_PDU_TYPE = 0x08;

    private static final String NO_PDU_TEXT = "this is no PDU";

    private final Line line;
    private final FaultPlan faults;
    private final CountDownLatch closing;

    /**
     * Sends on a line.
     *
     * @param closing comes to zero when the fake PACS is closed
     */
    Outgoing(Line line, FaultPlan faults, CountDownLatch closing) {
        this.line = line;
        this.faults = faults;
        this.closing = closing;
    }

    /** Sends on another line; what goes wrong is planned for both. */
    Outgoing on(Line other) {
        return new Outgoing(other, faults, closing);
    }

    /** Returns what goes wrong at a place, now that the association has come to it. */
    Optional<Effect> fault(Place place, Optional<CommandField> field) {
        return faults.take(place, field);
    }

    /** Sends PDUs at a place, if nothing goes wrong there. */
    void send(Place place, Optional<CommandField> field, List<byte[]> due) throws IOException, EndedException {
        send(fault(place, field), due);
    }

    /** Sends PDUs, or performs an effect. */
    void send(Optional<Effect> effect, List<byte[]> due) throws IOException, EndedException {
        if (effect.isPresent()) {
            perform(effect.get(), due);
        } else {
            send(due);
        }
    }

    private void send(List<byte[]> due) throws IOException {
        for (byte[] pdu : due) {
            send(pdu);
        }
    }

    private void send(byte[] bytes) throws IOException {
        line.send(bytes, 0, bytes.length);
    }

    private void perform(Effect effect, List<byte[]> due) throws IOException, EndedException {
        if (effect instanceof Effect.Delay delay) {
            pause(delay.duration());
            send(due);
        } else if (effect instanceof Effect.Stall) {
            stall();
        } else if (effect instanceof Effect.CutAfter cut) {
            byte[] bytes = Bytes.join(due.toArray(byte[][]::new));
            line.send(bytes, 0, Math.min(cut.bytes(), bytes.length));
            throw end(End.CLOSED);
        } else if (effect instanceof Effect.Drip drip) {
            drip(drip, Bytes.join(due.toArray(byte[][]::new)));
        } else if (effect instanceof Effect.Garbage) {
            send(Pdus.pdu(NO_PDU_TYPE, Bytes.text(NO_PDU_TEXT)));
        } else if (effect instanceof Effect.Abort abort) {
            throw abort(abort.reason());
        } else if (effect instanceof Effect.Reject reject) {
            send(Pdus.associateRj(
                    reject.reason().result(),
                    reject.reason().source(),
                    reject.reason().reason()));
            throw end(End.REJECTED);
        } else if (effect instanceof Effect.Reset) {
            line.reset();
            throw end(End.CLOSED);
        } else if (effect instanceof Effect.Close) {
            throw end(End.CLOSED);
        } else if (!(effect instanceof Effect.Silence)) {
            // What a response says wrong is wrong in what is due.
            send(due);
        }
    }

    private void drip(Effect.Drip drip, byte[] bytes) throws IOException, EndedException {
        for (int at = 0; at < bytes.length; at += drip.bytes()) {
            line.send(bytes, at, Math.min(drip.bytes(), bytes.length - at));
            pause(drip.interval());
        }
    }

    /** Sends an A-ABORT; returns what is to be thrown. */
    EndedException abort(AbortReason reason) throws IOException {
        send(Pdus.abort(reason.source(), reason.reason()));
        return end(End.ABORTED);
    }

    private static EndedException end(End end) {
        return new EndedException(end);
    }

    private void stall() throws EndedException {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw end(End.CLOSED);
    }

    private void pause(Duration duration) throws EndedException {
        try {
            if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw end(End.CLOSED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw end(End.CLOSED);
        }
    }
}
