package org.pacsscp.bench.micro;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.association.Request;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.flight.OperationRecord;
import org.pacsscp.core.internal.flight.OperationsAtOnce;

/** A C-ECHO as the Flight Recorder sees it: its request, which notes the time, and its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlightBenchmark {
    private static final int AT_ONCE = 16;

    private final PresentationContext context = Messages.echoContext();
    private final ReceivedCommandSet command = Messages.received(context);
    private final OperationsAtOnce operations = new OperationsAtOnce();
    private final @Nullable OperationRecord[] flights = new @Nullable OperationRecord[AT_ONCE];

    /** Nobody records; or what takes longer than the default threshold is recorded; or everything is. */
    @Param({"off", "10", "0"})
    private String millis = "off";

    private @Nullable Recording recording;

    /** Begins to record. */
    @Setup
    public void begin() {
        if (millis.equals("off")) {
            return;
        }
        Recording begun = new Recording();
        begun.setMaxSize(50 << 20);
        begun.enable("org.pacsscp.Operation").withThreshold(Duration.ofMillis(Long.parseLong(millis)));
        begun.start();
        recording = begun;
    }

    /** Records no more. */
    @TearDown
    public void end() {
        if (recording != null) {
            recording.close();
        }
    }

    /** From the command set to the response, of one that came by itself. */
    @Benchmark
    public Request beginAndEnd() {
        Request request = new Request(context, command, System.nanoTime());
        request.recordEnd(1, DimseStatus.SUCCESS, System.nanoTime());
        return request;
    }

    /** As much of one of those that have come at once, as a loop serves them. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public void beginAndEndAtOnce() {
        operations.begin();
        for (int i = 0; i < AT_ONCE; i++) {
            flights[i] = operations.operation();
        }
        operations.end();
        long now = System.nanoTime();
        for (OperationRecord flight : flights) {
            if (flight != null && flight.stop(now)) {
                flight.tell(1, 1, "C-ECHO-RQ", SopClass.VERIFICATION.value(), "0000H");
            }
        }
    }
}
