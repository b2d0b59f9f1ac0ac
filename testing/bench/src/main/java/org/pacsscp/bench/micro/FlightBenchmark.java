package org.pacsscp.bench.micro;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.core.internal.association.Request;
import org.pacsscp.core.internal.dimse.MessageAssembler;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;

/** A C-ECHO as the Flight Recorder sees it: its request, which notes the time, and its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlightBenchmark {
    private final PresentationContext context = new PresentationContext(
            1, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER));
    private final ReceivedCommandSet command = echo(context);

    /** Nobody records; or what takes longer than the default threshold is recorded; or everything is. */
    @Param({"off", "10", "0"})
    private String millis = "off";

    private @Nullable Recording recording;

    private static ReceivedCommandSet echo(PresentationContext context) {
        ByteBuffer in = ByteBuffer.wrap(Messages.echoCommand());
        MessageAssembler assembler = new MessageAssembler(64 << 10);
        try {
            assembler.begin(context, true, true, in.remaining());
            assembler.append(in, in.remaining());
            assembler.end();
            return assembler.command();
        } catch (MessageException e) {
            throw new IllegalStateException("the echo of all benchmarks is no command set", e);
        }
    }

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

    /** From the command set to the response. */
    @Benchmark
    public Request beginAndEnd() {
        Request request = new Request(context, command, System.nanoTime());
        request.recordEnd(1, DimseStatus.SUCCESS);
        return request;
    }
}
