package org.pacsscp.bench.micro;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduReader.Progress;
import org.pacsscp.core.internal.pdu.PduWriter;

/** Reading and writing PDUs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    /** Presentation contexts in A-ASSOCIATE-RQ. */
    @Param({"2", "64"})
    public int contexts = 2;

    private final PduReader reader = new PduReader(1 << 20);
    private AssociateRq request = Messages.associateRq(contexts);
    private ByteBuffer associate = PduWriter.encode(request);

    /** Encodes what the parameter asks for. */
    @org.openjdk.jmh.annotations.Setup
    public void setUp() {
        request = Messages.associateRq(contexts);
        associate = PduWriter.encode(request);
    }

    /** Bytes to an A-ASSOCIATE-RQ. */
    @Benchmark
    public Pdu readAssociateRq() throws PduException {
        ByteBuffer in = associate.rewind();
        while (reader.advance(in) != Progress.PDU) {
            // Its first event is the PDU's type.
        }
        return reader.pdu();
    }

    /** An A-ASSOCIATE-RQ to bytes; A-ASSOCIATE-AC is much the same. */
    @Benchmark
    public ByteBuffer writeAssociateRq() {
        return PduWriter.encode(request);
    }
}
