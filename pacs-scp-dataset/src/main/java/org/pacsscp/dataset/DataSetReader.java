package org.pacsscp.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.Uid;

/**
 * Reads a data set piece by piece, holding nothing but what it is asked to hold.
 *
 * <p>{@link #next()} moves to the next element, item or end. The value of an element may then be read, whole or in parts, or
 * left: what is left is skipped. A piece may also be taken as a {@link DataSet}: an item with {@link #item()}, all that is
 * still to come with {@link #rest()}.
 *
 * <pre>{@code
 * try (DataSetReader reader = DataSetReader.of(action.dataSet(), ReadOptions.defaults())) {
 *     while (reader.next() != ReadEvent.END) {
 *         if (reader.event() == ReadEvent.FRAGMENT) {
 *             reader.transferTo(out);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Lengths are checked against what holds them and never allocated; limits are those of {@link ReadOptions}. Errors say
 * the tag path and the offset. For one thread at a time.
 *
 * @since 0.1.0
 */
public final class DataSetReader implements AutoCloseable {
    /** What {@link #length()} returns for an undefined length. */
    public static final long UNDEFINED_LENGTH = Parser.UNDEFINED_LENGTH;

    private static final int COPY_BUFFER = 1 << 16;

    private final Input in;
    private final Parser parser;
    private final ReadOptions options;
    private ReadEvent event = ReadEvent.ITEM;

    /** How much of the value has not been read. */
    private long valueLeft;

    private boolean begun;

    DataSetReader(Input in, int encodingFlags, ReadOptions options) {
        this.in = in;
        this.options = options;
        parser = new Parser(in, encodingFlags, options);
    }

    /**
     * Reads from a stream.
     *
     * @param in where the data set comes from, up to its end; a few KiB may be read ahead
     * @param transferSyntax how it is encoded
     * @param options how far, within which limits
     * @return a reader before the first element
     */
    public static DataSetReader of(InputStream in, Uid transferSyntax, ReadOptions options) {
        return over(new StreamSource(in), transferSyntax, options);
    }

    /**
     * Reads from a channel, which must be a blocking one.
     *
     * @param in where the data set comes from, up to its end; a few KiB may be read ahead
     * @param transferSyntax how it is encoded
     * @param options how far, within which limits
     * @return a reader before the first element
     */
    public static DataSetReader of(ReadableByteChannel in, Uid transferSyntax, ReadOptions options) {
        return over(new ChannelSource(in), transferSyntax, options);
    }

    /**
     * Reads what a peer sends, in the transfer syntax that was negotiated. What is held of it counts against {@link
     * org.pacsscp.api.Limits#maxDataInMemory()} until the handler returns.
     *
     * @param in the data set of an action
     * @param options how far, within which limits
     * @return a reader before the first element
     */
    public static DataSetReader of(DataSetStream in, ReadOptions options) {
        HeldBytes account = options.heldBytes();
        ReadOptions counted = options.toBuilder()
                .heldBytes(bytes -> {
                    in.hold(bytes);
                    account.take(bytes);
                })
                .build();
        return over(new ChannelSource(in), in.transferSyntax(), counted);
    }

    /**
     * Reads from an array, where it lies: it must not change meanwhile.
     *
     * @param bytes the data set
     * @param transferSyntax how it is encoded
     * @param options how far, within which limits
     * @return a reader before the first element
     */
    public static DataSetReader of(byte[] bytes, Uid transferSyntax, ReadOptions options) {
        DataSetEncoding encoding = DataSetEncoding.of(transferSyntax);
        if (encoding.deflated() || options.tee().isPresent() || options.longestValueHeld() != Long.MAX_VALUE) {
            return of(new ByteArrayInputStream(bytes), transferSyntax, options);
        }
        return new DataSetReader(Input.over(bytes, 0, bytes.length), Entry.flags(encoding), options);
    }

    /** Over the items of a sequence without value representations. */
    static DataSetReader ofItems(byte[] bytes, int from, int to, int tag) {
        Input in = Input.over(bytes, from, to);
        DataSetReader reader = new DataSetReader(in, Entry.IMPLICIT, ReadOptions.defaults());
        reader.parser.enterSequence(tag, in.end());
        return reader;
    }

    private static DataSetReader over(Source source, Uid transferSyntax, ReadOptions options) {
        DataSetEncoding encoding = DataSetEncoding.of(Objects.requireNonNull(transferSyntax, "transferSyntax"));
        return over(source, encoding, options);
    }

    private static DataSetReader over(Source source, DataSetEncoding encoding, ReadOptions options) {
        Source seen =
                options.tee().isPresent() ? new TeeSource(source, options.tee().get()) : source;
        Source plain = encoding.deflated() ? new InflatingSource(seen) : seen;
        return new DataSetReader(Input.over(plain), Entry.flags(encoding), options);
    }

    /**
     * Moves to the next piece; what is left of a value is skipped.
     *
     * @return what is there now; {@link ReadEvent#END} again and again at the end
     * @throws DataSetFormatException if the data cannot be followed, or exceed a limit
     * @throws IOException if the source cannot be read
     */
    public ReadEvent next() throws IOException {
        if (begun && event == ReadEvent.END) {
            return event;
        }
        begun = true;
        skipValue();
        event = parser.next();
        valueLeft = event == ReadEvent.ELEMENT || event == ReadEvent.FRAGMENT ? parser.length() : 0;
        return event;
    }

    /**
     * Returns where the reader is.
     *
     * @return what {@link #next()} returned last
     * @throws IllegalStateException before the first call of {@link #next()}
     */
    public ReadEvent event() {
        if (!begun) {
            throw new IllegalStateException("the reader stands before the first element; call next() first");
        }
        return event;
    }

    /**
     * Returns the tag of the element; of items, fragments and ends that of the element they belong to.
     *
     * @return the tag; at {@link ReadEvent#END} that of the element before which reading stops, if it does
     */
    public int tag() {
        return parser.tag();
    }

    /**
     * Returns the value representation of an element: as it came, or by the dictionary where there is none in the data.
     *
     * @return the value representation; UN for a sequence that came as unknown
     */
    public Vr vr() {
        return Entry.vr(parser.form());
    }

    /**
     * Returns the length of what begins here.
     *
     * @return bytes; {@link #UNDEFINED_LENGTH} if that is what the data say, 0 at an end
     */
    public long length() {
        return parser.length();
    }

    /**
     * Returns where the tag stands.
     *
     * @return bytes from the beginning of the data set, inflated
     */
    public long offset() {
        return parser.headerOffset();
    }

    /**
     * Returns in how many sequences the reader is.
     *
     * @return 0 outside of all
     */
    public int depth() {
        return parser.frames().depth();
    }

    /**
     * Returns the element and all that hold it.
     *
     * @return such as {@code (0040,A730)[2](0040,A043)}: items count from 0
     */
    public String path() {
        return parser.frames().path();
    }

    /**
     * Returns what was found wrong so far and could be read nevertheless.
     *
     * @return problems in the order of the data, the first hundred; a copy
     */
    public List<DataSetProblem> problems() {
        return parser.problems().list();
    }

    /**
     * Reads a part of the value.
     *
     * @param to where the bytes go, in the order in which they came
     * @param from the index of the first one
     * @param count how many at most
     * @return how many, at least one unless {@code count} is 0; -1 at the end of the value
     * @throws IOException if the value ends too early, or the source cannot be read
     */
    public int read(byte[] to, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, to.length);
        if (valueLeft == 0) {
            return -1;
        }
        int taken = in.read(to, from, (int) Math.min(count, valueLeft));
        if (taken < 0) {
            throw parser.truncatedValue(parser.length() - valueLeft);
        }
        valueLeft -= taken;
        return taken;
    }

    /**
     * Copies what is left of the value.
     *
     * @param out where it goes, in the order in which it came
     * @return how many bytes
     * @throws IOException if the value ends too early, the source cannot be read, or {@code out} not be written
     */
    public long transferTo(OutputStream out) throws IOException {
        long count = valueLeft;
        byte[] piece = new byte[(int) Math.min(count, COPY_BUFFER)];
        while (valueLeft > 0) {
            int taken = read(piece, 0, piece.length);
            out.write(piece, 0, taken);
        }
        return count;
    }

    /**
     * Takes the item that begins here as a data set; the reader then stands at its end.
     *
     * <p>Its text is read in its own character set, or in the default one: what it would inherit has gone by.
     *
     * @return the item
     * @throws IllegalStateException if no item begins here
     * @throws IOException if it cannot be read
     */
    public DataSet item() throws IOException {
        if (event() != ReadEvent.ITEM) {
            throw new IllegalStateException("no item begins here, but there is " + event);
        }
        DataSet item = collect();
        event = ReadEvent.ITEM_END;
        return item;
    }

    /**
     * Takes all that is still to come as a data set, up to its end or the element before which reading stops; the reader then
     * stands there. A tee has then written everything.
     *
     * @return the data set; without the element at which the reader stood
     * @throws IllegalStateException if the reader stands within a sequence
     * @throws IOException if it cannot be read
     */
    public DataSet rest() throws IOException {
        if (!parser.frames().isOutermost()) {
            throw new IllegalStateException("the reader stands in a sequence, at " + path());
        }
        skipValue();
        begun = true;
        event = ReadEvent.END;
        try {
            return collect();
        } finally {
            in.finish();
        }
    }

    /** All items of the sequence in which the reader stands. */
    List<DataSet> items(DataSet parent) throws IOException {
        List<DataSet> items = new ArrayList<>();
        while (next() == ReadEvent.ITEM) {
            items.add(item().within(parent));
        }
        return List.copyOf(items);
    }

    DataSet collect() throws IOException {
        return new Collector(this, in, parser, options).collect();
    }

    /** Lets a sink have the element at which the parser stands. */
    void pass(ValueSink sink) throws IOException {
        ReadEvent before = event;
        begun = true;
        event = parser.length() == UNDEFINED_LENGTH ? ReadEvent.FRAGMENTS : ReadEvent.ELEMENT;
        valueLeft = event == ReadEvent.ELEMENT ? parser.length() : 0;
        boolean fragments = event == ReadEvent.FRAGMENTS;
        sink.accept(this);
        while (fragments && event != ReadEvent.FRAGMENTS_END) {
            next();
        }
        skipValue();
        event = before;
    }

    /** Frees what the reader holds itself. What it reads from stays open, and a tee is not completed. */
    @Override
    public void close() {
        in.close();
    }

    private void skipValue() throws IOException {
        if (valueLeft > 0 && !in.skip(valueLeft)) {
            throw parser.truncatedValue(in.offset() - parser.headerOffset() - parser.headerLength());
        }
        valueLeft = 0;
    }
}
