package org.pacsscp.dcm4che;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;
import org.dcm4che3.util.TagUtils;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.DataSetStream;

/**
 * dcm4che's parser over a data set of ours, which says what it takes of the memory before it takes it. A length that is a lie costs no
 * more than what has come, twice.
 */
final class DataSetInput extends DicomInputStream {
    private static final int BUFFER = 8192;

    /** So much of a value is allocated on the word of its length. */
    private static final int FIRST_PIECE = 1 << 16;

    /** What an element costs besides its value: an array's header, and its place in three arrays of its data set. */
    private static final int ELEMENT = 48;

    /** What an item costs besides its elements: an object, and arrays that are cut to size. */
    private static final int ITEM = 160;

    /** Each level is some frames of the stack; reports have a dozen. */
    private static final int MOST_LEVELS = 64;

    private final DataSetStream account;

    private DataSetInput(InputStream in, String transferSyntax, DataSetStream account) throws IOException {
        super(in, transferSyntax);
        this.account = account;
    }

    static DataSetInput over(DataSetStream dataSet) throws IOException {
        DataSetEncoding encoding = DataSetEncoding.of(dataSet.transferSyntax());
        InputStream in = new Unmarked(dataSet);
        return new DataSetInput(encoding.deflated() ? new InflatedStream(in) : in, Encodings.plain(encoding), dataSet);
    }

    @Override
    public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
        account.hold(ELEMENT);
        super.readValue(in, attributes);
    }

    @Override
    public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
        if (level() > MOST_LEVELS) {
            throw new DicomStreamException(
                    "sequences are nested more than " + MOST_LEVELS + " deep at byte " + getTagPosition());
        }
        account.hold(ITEM);
        super.readValue(in, sequence);
    }

    @Override
    public void readValue(DicomInputStream in, Fragments fragments) throws IOException {
        account.hold(ELEMENT);
        super.readValue(in, fragments);
    }

    /** As that of dcm4che, which logs a failure with the trace of who was reading, and allocates 64 MiB at first. */
    @Override
    public byte[] readValue() throws IOException {
        long length = unsignedLength();
        if (length < 0 || length > Integer.MAX_VALUE - Long.BYTES) {
            throw new DicomStreamException(where() + (length < 0 ? "undefined length" : "length " + length)
                    + ", which a value in an array cannot have");
        }
        account.hold(Math.min(length, FIRST_PIECE));
        byte[] value = new byte[(int) Math.min(length, FIRST_PIECE)];
        int read = readNBytes(value, 0, value.length);
        while (read == value.length && read < length) {
            int next = (int) Math.min(length, 2L * read);
            account.hold((long) next - read);
            value = Arrays.copyOf(value, next);
            read += readNBytes(value, read, next - read);
        }
        if (read < length) {
            throw new EOFException(
                    where() + "length " + length + ", and the data set ends after " + read + " bytes of it");
        }
        return value;
    }

    private String where() {
        return TagUtils.toString(tag()) + " at byte " + getTagPosition() + " is of ";
    }

    /**
     * Pieces of a few KiB. It cannot be marked, as dcm4che's own stream of an association cannot: a mark would keep whole sequences in
     * memory, uncounted. The data set belongs to the handler, who may still ask it something.
     */
    private static final class Unmarked extends BufferedInputStream {
        Unmarked(DataSetStream dataSet) {
            super(dataSet, BUFFER);
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {}
    }
}
