package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Follows the structure of an encoded data set (PS3.5 section 7), header by header; values are the caller's, who reads or
 * skips each before the next header. Owned by the thread that reads.
 */
final class Parser {
    /** More than any tag. */
    static final long NO_STOP = 1L << 32;

    /** A tag that no element has (PS3.5 section 7.5). */
    static final int NO_TAG = 0xFFFEFFFF;

    static final long UNDEFINED_LENGTH = 0xFFFFFFFFL;

    private static final int DELIMITER_GROUP = 0xFFFE;

    private final Input in;
    private final long stopBefore;
    private final long beginAt;
    private final Frames frames;
    private final HeaderReader header;
    private final Problems problems;
    private final ReadLimits limits;
    private int tag = NO_TAG;
    private int form;
    private long length;
    private int headerLength;
    private int endedFlags;
    private boolean stopped;

    Parser(Input in, int encodingFlags, ReadOptions options) {
        this.in = in;
        stopBefore = options.stopBeforeUnsigned();
        beginAt = options.beginAtUnsigned();
        frames = new Frames(encodingFlags);
        header = new HeaderReader(in, encodingFlags);
        problems = new Problems(frames, header);
        limits = new ReadLimits(options, problems);
    }

    /** The tag of the element, or of that which begins or ends here. */
    int tag() {
        return tag;
    }

    /** As in {@link Entry}. */
    int form() {
        return form;
    }

    /** Of the value that follows; {@link #UNDEFINED_LENGTH} if so. */
    long length() {
        return length;
    }

    /** How many bytes tag, value representation and length took, or the delimiter at an end, if there was one. */
    int headerLength() {
        return headerLength;
    }

    /** Where the tag stands. */
    long headerOffset() {
        return header.offset();
    }

    /** Of the data set, item or sequence that ended last: how it was encoded, whether its length was undefined. */
    int endedFlags() {
        return endedFlags;
    }

    /** Whether reading has ended before an element. */
    boolean hasStopped() {
        return stopped;
    }

    Frames frames() {
        return frames;
    }

    Problems problems() {
        return problems;
    }

    /** Stands in a sequence of defined length, the bytes of its items ahead. */
    void enterSequence(int sequence, long end) {
        frames.push(Frames.Kind.SEQUENCE, sequence, end, frames.flags());
    }

    /** Indexes what needs no second look, if there is something; the next header is then ahead. */
    void indexPlain(PlainElements plain, long budget) {
        limits.passElements(plain.index(limits.elementsLeft(), budget));
        header.use(frames.flags());
    }

    /** Reads the next header; the value before must have been read or skipped. */
    ReadEvent next() throws IOException {
        frames.leaveElement();
        if (frames.kind().holdsElements()) {
            return nextElement();
        }
        return frames.kind() == Frames.Kind.SEQUENCE ? nextItem() : nextFragment();
    }

    private ReadEvent nextElement() throws IOException {
        while (true) {
            header.begin();
            if (!hasHeader(HeaderReader.SHORT)) {
                return endOfElements();
            }
            tag = header.tag();
            if (tag >>> 16 == DELIMITER_GROUP) {
                if (!isStray()) {
                    return endOfItem();
                }
                in.advance(HeaderReader.SHORT);
            } else if (frames.isOutermost() && isBehindStop()) {
                stopped = true;
                return endOfDataSet();
            } else {
                return element();
            }
        }
    }

    private boolean isBehindStop() {
        long number = Integer.toUnsignedLong(tag);
        return number >= stopBefore || number < beginAt;
    }

    private ReadEvent element() throws IOException {
        frames.enterElement(tag);
        limits.countElement();
        if (frames.isAtFirstElement()) {
            frames.passFirstElement();
            recogniseEncoding();
        }
        readHeader();
        form = header.code() | frames.encoding();
        length = header.length();
        headerLength = header.size();
        in.advance(headerLength);
        if (length == UNDEFINED_LENGTH) {
            return openUndefined(Entry.vr(form));
        }
        if (Entry.vr(form) == Vr.SQ) {
            // One that goes past the end of the data is read as far as they go.
            checkLength(frames.end() - in.offset());
            return openSequence(in.offset() + length, 0);
        }
        checkLength(room());
        return ReadEvent.ELEMENT;
    }

    /** A length that is missing shows as a header that is too short. */
    private void readHeader() throws IOException {
        boolean known = header.read(tag);
        if (!known && !header.hasLetters()) {
            throw problems.fault(DataSetFault.NO_VR, "");
        }
        if (!known) {
            problems.note(DataSetFault.UNKNOWN_VR, "");
        }
        if (!hasHeader(header.size())) {
            throw tooShort(header.size());
        }
    }

    /** Devices encode items, or all, otherwise than they say. The first element shows it. */
    private void recogniseEncoding() {
        // Where the data end does not count, since of a stream nobody knows.
        long longest = Math.min(frames.end() - in.offset() - HeaderReader.SHORT, Integer.MAX_VALUE);
        if (header.isOtherwise(tag, longest)) {
            frames.setFlags(frames.flags() ^ Entry.IMPLICIT);
            header.use(frames.flags());
            problems.note(DataSetFault.OTHER_ENCODING, frames.is(Entry.IMPLICIT) ? "Implicit VR" : "Explicit VR");
        }
    }

    private ReadEvent openUndefined(Vr vr) throws DataSetFormatException {
        if (!vr.allowsUndefinedLength()) {
            throw problems.fault(DataSetFault.UNDEFINED_LENGTH, vr.name());
        }
        form |= Entry.UNDEFINED;
        if (vr == Vr.SQ || vr == Vr.UN) {
            return openSequence(frames.end(), Entry.UNDEFINED);
        }
        form |= Entry.NESTED;
        frames.push(Frames.Kind.FRAGMENTS, tag, frames.end(), frames.encoding() | Entry.UNDEFINED);
        return ReadEvent.FRAGMENTS;
    }

    /** Of unknown ones everything inside is Implicit VR Little Endian (PS3.5 section 6.2.2). */
    private ReadEvent openSequence(long end, int undefined) throws DataSetFormatException {
        limits.checkDepth(frames.depth());
        form |= Entry.NESTED;
        int encoding = Entry.vr(form) == Vr.UN ? Entry.IMPLICIT : frames.encoding();
        frames.push(Frames.Kind.SEQUENCE, tag, end, encoding | undefined);
        header.use(frames.flags());
        return ReadEvent.SEQUENCE;
    }

    /** PS3.5 section 7.5. */
    private ReadEvent nextItem() throws IOException {
        while (true) {
            header.begin();
            if (!hasHeader(HeaderReader.SHORT)) {
                return endOfSequence(0);
            }
            int found = header.tag();
            if (found == Tag.ITEM) {
                return openItem();
            }
            if (found == Tag.SEQUENCE_DELIMITATION_ITEM && frames.is(Entry.UNDEFINED)) {
                return endOfSequence(HeaderReader.SHORT);
            }
            if (found != Tag.SEQUENCE_DELIMITATION_ITEM && found != Tag.ITEM_DELIMITATION_ITEM) {
                throw itemExpected(found);
            }
            problems.note(DataSetFault.STRAY_DELIMITER, "");
            in.advance(HeaderReader.SHORT);
        }
    }

    private ReadEvent openItem() throws IOException {
        tag = frames.tag();
        frames.countUp();
        limits.countElement();
        length = header.number();
        headerLength = HeaderReader.SHORT;
        form = frames.encoding();
        in.advance(HeaderReader.SHORT);
        long end = frames.end();
        if (length == UNDEFINED_LENGTH) {
            form |= Entry.UNDEFINED;
        } else {
            end = Math.min(frames.end(), in.offset() + length);
            if (length > end - in.offset()) {
                problems.note(DataSetFault.ITEM_TOO_LONG, "length " + length + ", " + (end - in.offset()) + " left");
            }
        }
        frames.push(Frames.Kind.ITEM, tag, end, form);
        return ReadEvent.ITEM;
    }

    /** PS3.5 section A.4. */
    private ReadEvent nextFragment() throws IOException {
        header.begin();
        if (!hasHeader(HeaderReader.SHORT)) {
            throw tooShort(HeaderReader.SHORT);
        }
        int found = header.tag();
        if (found == Tag.SEQUENCE_DELIMITATION_ITEM) {
            in.advance(HeaderReader.SHORT);
            return end(ReadEvent.FRAGMENTS_END, HeaderReader.SHORT);
        }
        if (found != Tag.ITEM) {
            throw itemExpected(found);
        }
        frames.countUp();
        limits.countElement();
        length = header.number();
        headerLength = HeaderReader.SHORT;
        in.advance(HeaderReader.SHORT);
        tag = frames.tag();
        if (length == UNDEFINED_LENGTH) {
            throw problems.fault(DataSetFault.UNDEFINED_LENGTH, "fragment");
        }
        checkLength(room());
        return ReadEvent.FRAGMENT;
    }

    /** The bytes, or those that the item has, are used up. */
    private ReadEvent endOfElements() throws DataSetFormatException {
        if (frames.isOutermost()) {
            if (in.buffered() > 0) {
                throw tooShort(HeaderReader.SHORT);
            }
            tag = NO_TAG;
            return endOfDataSet();
        }
        if (header.offset() < frames.end()) {
            throw tooShort(HeaderReader.SHORT);
        }
        if (frames.is(Entry.UNDEFINED)) {
            problems.note(DataSetFault.MISSING_DELIMITER, "");
        }
        return end(ReadEvent.ITEM_END, 0);
    }

    /** A delimiter, or an item, stands where an element is due, and ends this item. */
    private ReadEvent endOfItem() {
        if (tag == Tag.ITEM_DELIMITATION_ITEM) {
            in.advance(HeaderReader.SHORT);
            return end(ReadEvent.ITEM_END, HeaderReader.SHORT);
        }
        problems.note(DataSetFault.MISSING_DELIMITER, "");
        return end(ReadEvent.ITEM_END, 0);
    }

    /** Tells whether what stands where an element is due ends nothing. */
    private boolean isStray() throws DataSetFormatException {
        boolean delimiter = tag == Tag.ITEM_DELIMITATION_ITEM || tag == Tag.SEQUENCE_DELIMITATION_ITEM;
        if (!delimiter && (tag != Tag.ITEM || !frames.is(Entry.UNDEFINED))) {
            throw problems.fault(DataSetFault.UNEXPECTED_ITEM, Tags.format(tag));
        }
        if (delimiter && !frames.is(Entry.UNDEFINED)) {
            problems.note(DataSetFault.STRAY_DELIMITER, "");
            return true;
        }
        return false;
    }

    private ReadEvent endOfSequence(int delimiter) throws DataSetFormatException {
        if (delimiter == 0 && (header.offset() < frames.end() || frames.end() == Long.MAX_VALUE)) {
            throw tooShort(HeaderReader.SHORT);
        }
        if (delimiter == 0 && frames.is(Entry.UNDEFINED)) {
            problems.note(DataSetFault.MISSING_DELIMITER, "");
        }
        in.advance(delimiter);
        return end(ReadEvent.SEQUENCE_END, delimiter);
    }

    private ReadEvent endOfDataSet() {
        endedFlags = frames.flags();
        headerLength = 0;
        length = 0;
        return ReadEvent.END;
    }

    private ReadEvent end(ReadEvent event, int delimiter) {
        tag = frames.tag();
        endedFlags = frames.flags();
        headerLength = delimiter;
        length = 0;
        frames.pop();
        header.use(frames.flags());
        return event;
    }

    private boolean hasHeader(int count) throws IOException {
        return frames.end() - header.offset() >= count && in.has(count);
    }

    /** How many bytes there may be. */
    private long room() {
        return Math.min(frames.end(), in.end()) - in.offset();
    }

    private void checkLength(long left) throws DataSetFormatException {
        if (length > left) {
            throw problems.fault(DataSetFault.LENGTH_PAST_END, "length " + length + ", " + left + " left");
        }
        limits.checkEnd(in.offset() + length);
        if ((length & 1) != 0) {
            problems.note(DataSetFault.ODD_LENGTH, "length " + length);
        }
    }

    private DataSetFormatException itemExpected(int found) {
        return problems.fault(DataSetFault.ITEM_EXPECTED, "found " + Tags.format(found));
    }

    private DataSetFormatException tooShort(int needed) {
        long left = Math.min(in.buffered(), frames.end() - header.offset());
        boolean inFrame = frames.end() - header.offset() < needed;
        return problems.fault(
                inFrame ? DataSetFault.LENGTH_PAST_END : DataSetFault.TRUNCATED,
                "a header of " + needed + " bytes, " + left + " left");
    }

    /** The value has fewer bytes than its length says. */
    DataSetFormatException truncatedValue(long left) {
        return problems.fault(DataSetFault.TRUNCATED, "length " + length + ", " + left + " left");
    }
}
