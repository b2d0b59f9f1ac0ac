package org.pacsscp.core.internal.association;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.CommandName;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.flight.FlightRecorder;
import org.pacsscp.core.internal.flight.OperationRecord;
import org.pacsscp.core.internal.io.loop.IoLoop;

/** A request that is being served, and then waits in line for the socket to take its final response. */
public final class Request {
    private final PresentationContext presentationContext;
    private final ReceivedCommandSet command;
    private final long arrivedAt;
    private @Nullable OperationRecord flight;

    /** What the loop has answered and nobody was told of yet. */
    private DimseStatus answer = DimseStatus.PROCESSING_FAILURE;

    private @Nullable Request next;

    /** {@code arrivedAt} is when the command set was complete, in the nanoseconds of {@link System#nanoTime()}. */
    public Request(PresentationContext presentationContext, ReceivedCommandSet command, long arrivedAt) {
        this(presentationContext, command, arrivedAt, FlightRecorder.operation());
    }

    private Request(
            PresentationContext presentationContext,
            ReceivedCommandSet command,
            long arrivedAt,
            @Nullable OperationRecord flight) {
        this.presentationContext = presentationContext;
        this.command = command;
        this.arrivedAt = arrivedAt;
        this.flight = flight;
    }

    /** One whose command set is complete just now, of a connection of that loop; whoever has the receiving side. */
    public static Request comes(PresentationContext presentationContext, ReceivedCommandSet command, IoLoop loop) {
        OperationRecord flight = loop.isCurrent() ? loop.reads().operations().operation() : FlightRecorder.operation();
        return new Request(presentationContext, command, System.nanoTime(), flight);
    }

    /** The flight recorder's event of it; {@code null} if nobody records operations. */
    public @Nullable OperationRecord flight() {
        return flight;
    }

    /** It is not answered at once, as those that have come with it may be: from now on it has an event of its own. */
    public void outlast() {
        if (flight != null) {
            flight = flight.ofOne();
        }
    }

    /**
     * It is over at that moment of {@link System#nanoTime}; what is told a second time of one that has {@linkplain #outlast outlasted}
     * others does not count. {@code status} is {@code null} if it had no response.
     */
    public void recordEnd(long associationId, @Nullable DimseStatus status, long nanos) {
        if (flight != null && flight.stop(nanos)) {
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
