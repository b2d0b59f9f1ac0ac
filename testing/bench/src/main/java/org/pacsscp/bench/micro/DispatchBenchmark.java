package org.pacsscp.bench.micro;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.core.internal.dimse.CommandEncoder;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.dimse.MessageAssembler;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.Verdict;

/** A C-ECHO-RQ without its socket: put together, judged, and its response written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {
    private final PresentationContext context = new PresentationContext(
            1, SopClass.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Set.of(Role.PERFORMER));
    private final Dispatcher dispatcher = new Dispatcher(Services.table());
    private final MessageAssembler assembler = new MessageAssembler(64 << 10);
    private final ByteBuffer command = ByteBuffer.wrap(Messages.echoCommand());
    private final ByteBuffer out = ByteBuffer.allocateDirect(1024);

    /** The fragment of a command to a command set that is read. */
    @Benchmark
    public Object assemble() throws MessageException {
        ByteBuffer in = command.rewind();
        assembler.begin(context, true, true, in.remaining());
        assembler.append(in, in.remaining());
        assembler.end();
        return assembler.command();
    }

    /** The same, and who serves it. */
    @Benchmark
    public Verdict assembleAndDispatch() throws MessageException {
        assemble();
        return dispatcher.judge(context, assembler.command(), id -> false);
    }

    /** The same, and the command set of its response. */
    @Benchmark
    public ByteBuffer assembleDispatchAndRespond() throws MessageException {
        assembleAndDispatch();
        CommandEncoder.response(out.clear(), assembler.command(), DimseStatus.SUCCESS, false);
        return out;
    }
}
