package org.pacsscp.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** Reads files of PS3.10, and what passes for such: without preamble, without file meta information, or without either. */
final class FileReader {
    private static final int PREFIX_AT = FileMetaInformation.PREAMBLE_LENGTH;
    private static final int DATA_AT = PREFIX_AT + 4;
    private static final int PREFIX = 0x4D434944; // "DICM" as a little endian number
    private static final int META_GROUP = 0x0002;
    private static final ReadOptions META_OPTIONS =
            ReadOptions.builder().onlyGroup(META_GROUP).maxBytesHeld(1 << 20).build();

    private final Input in;
    private final ReadOptions options;

    private FileReader(Input in, ReadOptions options) {
        this.in = in;
        this.options = options;
    }

    static DicomFile read(InputStream stream, ReadOptions options) throws IOException {
        return new FileReader(Input.over(source(stream, options)), options).read();
    }

    /** Of a file that has no file meta information. */
    static DicomFile read(InputStream stream, Uid transferSyntax, ReadOptions options) throws IOException {
        DataSet dataSet = new FileReader(Input.over(source(stream, options)), options)
                .dataSet(DataSetEncoding.of(transferSyntax));
        return new DicomFile(FileMetaInformation.ofRead(new byte[0], DataSet.empty()), transferSyntax, dataSet);
    }

    private static Source source(InputStream stream, ReadOptions options) {
        Source source = new StreamSource(stream);
        return options.tee().isPresent() ? new TeeSource(source, options.tee().get()) : source;
    }

    private DicomFile read() throws IOException {
        byte[] preamble = new byte[hasPreamble() ? DATA_AT : 0];
        in.read(preamble, 0, preamble.length);
        DataSet elements = firstGroup() == META_GROUP ? elements() : DataSet.empty();
        FileMetaInformation meta = FileMetaInformation.ofRead(preamble, elements);
        Optional<Uid> said = meta.transferSyntax();
        Uid transferSyntax = said.isPresent() ? said.get() : recognised();
        return new DicomFile(meta, transferSyntax, dataSet(DataSetEncoding.of(transferSyntax)));
    }

    private boolean hasPreamble() throws IOException {
        return in.has(DATA_AT) && in.intAt(PREFIX_AT) == PREFIX;
    }

    private int firstGroup() throws IOException {
        return in.has(8) ? in.intAt(0) & 0xFFFF : 0;
    }

    /** Group 2 is in Explicit VR Little Endian, always (PS3.10 section 7.1). Its length may lie, so its last tag tells. */
    private DataSet elements() throws IOException {
        DataSetReader reader = new DataSetReader(
                in, Entry.flags(DataSetEncoding.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)), META_OPTIONS);
        return reader.collect();
    }

    /** Letters where a value representation would be, and the smaller number of a group. */
    private Uid recognised() throws IOException {
        if (!in.has(8) || Vr.code(in.byteAt(4), in.byteAt(5)) < 0) {
            return TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        }
        int group = in.intAt(0) & 0xFFFF;
        int swapped = Short.toUnsignedInt(Short.reverseBytes((short) group));
        return swapped < group ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    private DataSet dataSet(DataSetEncoding encoding) throws IOException {
        Input data = encoding.deflated() ? Input.over(new InflatingSource(new InputSource(in))) : in;
        try (DataSetReader reader = new DataSetReader(data, Entry.flags(encoding), options)) {
            return reader.rest();
        }
    }
}
