package org.pacsscp.bench.micro;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduReader.Progress;

/** Passing by a fragment of a data set; its bytes are not copied. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FragmentBenchmark {
    private static final int LENGTH = 16_000;

    private final PduReader reader = new PduReader(1 << 20);
    private final ByteBuffer pData = Messages.pData(new byte[LENGTH], false);

    /** All events of a P-DATA-TF. */
    @Benchmark
    public int passFragment() throws PduException {
        ByteBuffer in = pData.rewind();
        int passed = 0;
        Progress progress = reader.advance(in);
        while (progress != Progress.END_OF_P_DATA) {
            if (progress == Progress.DATA) {
                int count = (int) Math.min(in.remaining(), reader.fragmentRemaining());
                in.position(in.position() + count);
                reader.consumed(count);
                passed += count;
            }
            progress = reader.advance(in);
        }
        return passed;
    }
}
