package org.pacsscp.core.internal.association;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.CommandName;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.flight.FlightRecorder;
import org.pacsscp.core.internal.flight.OperationRecord;

/** A request that is being served, and then waits in line for the socket to take its final response. */
public final class Request {
    private final PresentationContext presentationContext;
    private final ReceivedCommandSet command;
    private final long arrivedAt;
    private final @Nullable OperationRecord flight;

    /** What the loop has answered and nobody was told of yet. */
    private DimseStatus answer = DimseStatus.PROCESSING_FAILURE;

    private @Nullable Request next;

    /** {@code arrivedAt} is when the command set was complete, in the nanoseconds of {@link System#nanoTime()}. */
    public Request(PresentationContext presentationContext, ReceivedCommandSet command, long arrivedAt) {
        this.presentationContext = presentationContext;
        this.command = command;
        this.arrivedAt = arrivedAt;
        flight = FlightRecorder.operation();
    }

    /** The flight recorder's event of it; {@code null} if nobody records operations. */
    public @Nullable OperationRecord flight() {
        return flight;
    }

    /** It is over; what is told a second time does not count. {@code null} if it had no response. */
    public void recordEnd(long associationId, @Nullable DimseStatus status) {
        if (flight != null && flight.stop()) {
            flight.tell(
                    associationId,
                    command.messageId(),
                    CommandName.of(command.commandFieldCode()),
                    command.sopClassUid().map(Uid::value).orElse(""),
                    status == null ? "" : "%04XH".formatted(status.code()));
        }
    }

    /** The context on which it came. */
    public PresentationContext presentationContext() {
        return presentationContext;
    }

    /** The command set. */
    public ReceivedCommandSet command() {
        return command;
    }

    /** When the command set was complete, in the nanoseconds of {@link System#nanoTime()}. */
    public long arrivedAt() {
        return arrivedAt;
    }

    DimseStatus answer() {
        return answer;
    }

    /** Answered requests in the order of their answers; the loop's. Linked, since there is one for each C-ECHO. */
    static final class Line {
        private @Nullable Request first;
        private @Nullable Request last;

        void add(Request request, DimseStatus answer) {
            request.answer = answer;
            Request before = last;
            if (before == null) {
                first = request;
            } else {
                before.next = request;
            }
            last = request;
        }

        /** Takes the first request out of the line; {@code null} if there is none. */
        @Nullable
        Request poll() {
            Request polled = first;
            if (polled != null) {
                first = polled.next;
                polled.next = null;
                if (first == null) {
                    last = null;
                }
            }
            return polled;
        }

        boolean isEmpty() {
            return first == null;
        }
    }
}
