package org.pacsscp.bench.micro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.bench.dataset.Discarding;
import org.pacsscp.bench.dataset.InventedDataSets;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.ReadOptions;
import org.pacsscp.dataset.Tag;

/** Reading and writing data sets, beside plain copies of their bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DataSetBenchmark {
    private static final ReadOptions HEADER =
            ReadOptions.builder().stopBefore(Tag.PIXEL_DATA).build();

    /** How the data sets are encoded. */
    @Param({TransferSyntaxes.EXPLICIT, TransferSyntaxes.IMPLICIT})
    public String transferSyntax = TransferSyntaxes.EXPLICIT;

    private Uid syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private Uid other = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private byte[] ct = {};
    private byte[] report = {};
    private DataSet header = DataSet.empty();
    private DataSet deep = DataSet.empty();

    /** What an annotation can name. */
    static final class TransferSyntaxes {
        static final String EXPLICIT = "1.2.840.10008.1.2.1";
        static final String IMPLICIT = "1.2.840.10008.1.2";

        private TransferSyntaxes() {}
    }

    /** Encodes the data sets. */
    @Setup
    public void setUp() throws IOException {
        boolean explicit = transferSyntax.equals(TransferSyntaxes.EXPLICIT);
        syntax = Uid.of(transferSyntax);
        other = explicit ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        ct = InventedDataSets.encoded(InventedDataSets.ct(), syntax);
        report = InventedDataSets.encoded(InventedDataSets.report(), syntax);
        header = DataSet.read(InventedDataSets.encoded(InventedDataSets.header(), syntax), syntax);
        deep = DataSet.read(report, syntax);
    }

    /** The header of a CT until its pixel data, from an array. */
    @Benchmark
    public DataSet readHeader() throws IOException {
        return DataSet.read(ct, syntax, HEADER);
    }

    /** The same from a stream. */
    @Benchmark
    public DataSet readHeaderOfStream() throws IOException {
        return DataSet.read(new ByteArrayInputStream(ct), syntax, HEADER);
    }

    /** All of a CT of 512 KiB. */
    @Benchmark
    public DataSet readWhole() throws IOException {
        return DataSet.read(ct, syntax);
    }

    /** The floor of that: a copy of the bytes. */
    @Benchmark
    public byte[] copyWhole() {
        return ct.clone();
    }

    /** Sequences in sequences. */
    @Benchmark
    public DataSet readReport() throws IOException {
        return DataSet.read(report, syntax);
    }

    /** The header in the encoding that it does not have. */
    @Benchmark
    public void convertHeader() throws IOException {
        header.in(other).writeTo(OutputStream.nullOutputStream());
    }

    /** The report in the encoding that it does not have. */
    @Benchmark
    public void convertReport() throws IOException {
        deep.in(other).writeTo(OutputStream.nullOutputStream());
    }

    /** A CT copied while its header is read. */
    @Benchmark
    public DataSet tee() throws IOException {
        ReadOptions options = HEADER.toBuilder().tee(new Discarding()).build();
        return DataSet.read(new ByteArrayInputStream(ct), syntax, options);
    }

    /** The floor of that: the bytes copied by pieces of the same size. */
    @Benchmark
    public long copyByPieces() throws IOException {
        Discarding out = new Discarding();
        InputStream in = new ByteArrayInputStream(ct);
        byte[] piece = new byte[1 << 16];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            out.write(piece, 0, count);
        }
        return out.count();
    }
}
