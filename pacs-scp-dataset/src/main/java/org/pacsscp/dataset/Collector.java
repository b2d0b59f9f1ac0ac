package org.pacsscp.dataset;

import java.io.IOException;

/** Makes a data set of what a parser finds: holds its bytes and has them indexed. Owned by the thread that reads. */
final class Collector {
    private static final int SMALLEST_SHARE = 1 << 12;
    private static final int VR_AND_IMPLICIT = Entry.IMPLICIT | 0xFF;
    private static final int IMPLICIT_US = Entry.IMPLICIT | Vr.US.code();
    private static final int IMPLICIT_SS = Entry.IMPLICIT | Vr.SS.code();

    private final DataSetReader reader;
    private final Input in;
    private final Parser parser;
    private final ReadOptions options;
    private final IndexBuilder index;
    private final StructureRules rules;
    private final PlainElements plain;
    private final long longestValueHeld;
    private final long maxBytesHeld;
    private long agreed;

    Collector(DataSetReader reader, Input in, Parser parser, ReadOptions options) throws IOException {
        this.reader = reader;
        this.in = in;
        this.parser = parser;
        this.options = options;
        index = new IndexBuilder(in.expected());
        rules = new StructureRules(parser, index, in);
        plain = new PlainElements(in, parser.frames(), index, rules, options);
        longestValueHeld = options.longestValueHeld();
        maxBytesHeld = options.maxBytesHeld();
    }

    /** Reads up to the end of the data set or item in which the parser stands. */
    DataSet collect() throws IOException {
        in.hold();
        int length;
        try {
            length = read();
        } catch (DataSetFormatException e) {
            if (!options.keepsWhatCame()) {
                throw e;
            }
            parser.problems().add(e.problem());
            length = in.held();
            index.closeAll(length, parser.frames().flags());
        }
        boolean intact = index.isIntact();
        byte[] bytes = in.release();
        int elements = index.closeElements();
        RawRange raw = intact ? new RawRange(parser.endedFlags(), 0, length) : RawRange.NONE;
        return DataSet.ofRead(
                new Origin(bytes, index.index()),
                index.first(),
                elements,
                raw,
                parser.problems().list());
    }

    /** Returns how many of the bytes that are held are the data set's. */
    private int read() throws IOException {
        while (true) {
            parser.indexPlain(plain, Math.min(agreed, maxBytesHeld));
            switch (parser.next()) {
                case ELEMENT -> value();
                case SEQUENCE -> nested();
                case FRAGMENTS -> encapsulated();
                case ITEM -> item();
                case FRAGMENT -> fragment();
                case SEQUENCE_END, FRAGMENTS_END -> index.endNested(in.held());
                case ITEM_END -> {
                    int end = in.held() - parser.headerLength();
                    if (index.isOutermost()) {
                        return end;
                    }
                    index.endItem(end, parser.endedFlags());
                    rules.innermostChanged();
                }
                case END -> {
                    rules.end();
                    return in.held();
                }
            }
        }
    }

    private void value() throws IOException {
        long length = parser.length();
        if (length > longestValueHeld) {
            pass();
            return;
        }
        int held = hold(length);
        int tag = parser.tag();
        rules.element(tag);
        rules.value(tag, length);
        index.append(tag, form(tag), in.held(), held);
        in.advance(held);
    }

    private void fragment() throws IOException {
        int length = hold(parser.length());
        index.appendFragment(in.held(), length);
        in.advance(length);
    }

    private void nested() throws IOException {
        agree(0);
        rules.element(parser.tag());
        index.beginNested(parser.tag(), parser.form(), in.held());
    }

    private void item() throws IOException {
        agree(0);
        index.beginItem(in.held());
        rules.innermostChanged();
    }

    private void encapsulated() throws IOException {
        if (longestValueHeld == Long.MAX_VALUE) {
            nested();
        } else {
            pass();
        }
    }

    /** Waits for a value's bytes, if there may be so many. */
    private int hold(long length) throws IOException {
        agree(length);
        if (!in.has((int) length)) {
            throw parser.truncatedValue(in.buffered());
        }
        return (int) length;
    }

    private void agree(long length) throws IOException {
        long needed = in.held() + length + (long) Integer.BYTES * (index.size() + Entry.SIZE);
        if (needed > maxBytesHeld) {
            throw parser.problems()
                    .fault(DataSetFault.TOO_MANY_BYTES_HELD, "ReadOptions.maxBytesHeld is " + maxBytesHeld);
        }
        if (needed > agreed) {
            long share = Math.max(needed - agreed, SMALLEST_SHARE);
            options.heldBytes().take(share);
            agreed += share;
        }
    }

    /** Gives a value to the sink, and leaves its element out. */
    private void pass() throws IOException {
        index.markReshaped();
        in.suspend(parser.headerLength());
        reader.pass(options.sink());
        in.resume();
    }

    /** Where the dictionary says US or SS, Pixel Representation (0028,0103) decides (PS3.5 section A.1). */
    private int form(int tag) {
        int form = parser.form();
        if ((form & VR_AND_IMPLICIT) != IMPLICIT_US
                || !StandardElements.instance().mayBeSigned(tag)) {
            return form;
        }
        int representation = index.offsetOfInherited(Tag.PIXEL_REPRESENTATION);
        boolean signed = representation >= 0 && in.heldByte(representation) == 1;
        return signed ? form ^ IMPLICIT_US ^ IMPLICIT_SS : form;
    }
}
