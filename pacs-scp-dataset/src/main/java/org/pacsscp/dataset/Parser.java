package org.pacsscp.dataset;

import java.io.IOException;
import java.util.List;

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

    static final int ITEM = 0xFFFEE000;
    static final int ITEM_DELIMITATION = 0xFFFEE00D;
    static final int SEQUENCE_DELIMITATION = 0xFFFEE0DD;
    private static final int DELIMITER_GROUP = 0xFFFE;
    private static final int ENCODING_FLAGS = Entry.IMPLICIT | Entry.BIG_ENDIAN;

    private final Input in;
    private final long stopBefore;
    private final long beginAt;
    private final int maxDepth;
    private final int maxElements;
    private final long maxLength;
    private final HeaderReader header;
    private final Frames frames;
    private final Problems problems = new Problems();

    /** Of what is open now; the same as in its frame. */
    private boolean implicit;

    private boolean bigEndian;

    private int tag = NO_TAG;

    /** The tag of the element whose header is being or has been read, until what it holds is open itself. */
    private int pathTag = NO_TAG;

    private int form;
    private long length;
    private int headerLength;
    private long headerOffset;
    private int elements;
    private int endedFlags;
    private boolean stopped;

    Parser(Input in, int encodingFlags, ReadOptions options) {
        this.in = in;
        stopBefore = options.stopBeforeUnsigned();
        beginAt = options.beginAtUnsigned();
        maxDepth = options.maxDepth();
        maxElements = options.maxElements();
        maxLength = options.maxLength();
        header = new HeaderReader(in);
        frames = new Frames(encodingFlags);
        useEncodingOfFrame();
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
        return headerOffset;
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

    List<DataSetProblem> problems() {
        return problems.list();
    }

    /** Stands in a sequence of defined length, the bytes of its items ahead. */
    void enterSequence(int sequence, long end) {
        frames.push(Frames.Kind.SEQUENCE, sequence, end, frames.flags());
    }

    /** Indexes what needs no second look, if there is something; the next header is then ahead. */
    void indexPlain(PlainElements plain, long budget) {
        elements += plain.index(maxElements - elements, budget);
        useEncodingOfFrame();
    }

    /** Reads the next header; the value before must have been read or skipped. */
    ReadEvent next() throws IOException {
        pathTag = NO_TAG;
        if (frames.kind().holdsElements()) {
            return nextElement();
        }
        return frames.kind() == Frames.Kind.SEQUENCE ? nextItem() : nextFragment();
    }

    private ReadEvent nextElement() throws IOException {
        while (true) {
            headerOffset = in.offset();
            if (!hasHeader(HeaderReader.SHORT)) {
                return endOfElements();
            }
            tag = header.tag(bigEndian);
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
        pathTag = tag;
        countElement();
        if (frames.isAtFirstElement()) {
            frames.passFirstElement();
            recogniseEncoding();
        }
        if (implicit) {
            header.readImplicit(tag, bigEndian);
        } else {
            readExplicitHeader();
        }
        form = header.code() | encodingFlags();
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
        checkLength(room(0));
        return ReadEvent.ELEMENT;
    }

    /** A length that is missing shows as a header that is too short. */
    private void readExplicitHeader() throws IOException {
        boolean known = header.readExplicit(bigEndian);
        if (!known && !header.hasLetters()) {
            throw fault(DataSetFault.NO_VR, "");
        }
        if (!known) {
            note(DataSetFault.UNKNOWN_VR, "");
        }
        if (!hasHeader(header.size())) {
            throw tooShort(header.size());
        }
    }

    /**
     * Devices encode items, or all, otherwise than they say. The first element shows it: in Implicit VR two letters would be
     * an absurd length.
     */
    private void recogniseEncoding() {
        boolean other = implicit ? header.hasVrOf(tag) : header.hasNoLetter() && isCredible(header.number(bigEndian));
        if (other) {
            implicit = !implicit;
            frames.setFlags(frames.flags() ^ Entry.IMPLICIT);
            note(DataSetFault.OTHER_ENCODING, implicit ? "Implicit VR" : "Explicit VR");
        }
    }

    /** Whether an element may be so long. Where the data end does not count, since of a stream nobody knows. */
    private boolean isCredible(long number) {
        long most = Math.min(frames.end() - in.offset() - HeaderReader.SHORT, Integer.MAX_VALUE);
        return number == UNDEFINED_LENGTH || number <= most;
    }

    private ReadEvent openUndefined(Vr vr) throws DataSetFormatException {
        if (!vr.allowsUndefinedLength()) {
            throw fault(DataSetFault.UNDEFINED_LENGTH, vr.name());
        }
        form |= Entry.UNDEFINED;
        if (vr == Vr.SQ || vr == Vr.UN) {
            return openSequence(frames.end(), Entry.UNDEFINED);
        }
        form |= Entry.NESTED;
        pathTag = NO_TAG;
        frames.push(Frames.Kind.FRAGMENTS, tag, frames.end(), encodingFlags() | Entry.UNDEFINED);
        return ReadEvent.FRAGMENTS;
    }

    /** Of unknown ones everything inside is Implicit VR Little Endian (PS3.5 section 6.2.2). */
    private ReadEvent openSequence(long end, int undefined) throws DataSetFormatException {
        if (frames.depth() == maxDepth) {
            throw fault(DataSetFault.TOO_DEEP, "ReadOptions.maxDepth is " + maxDepth);
        }
        form |= Entry.NESTED;
        int encoding = Entry.vr(form) == Vr.UN ? Entry.IMPLICIT : encodingFlags();
        pathTag = NO_TAG;
        frames.push(Frames.Kind.SEQUENCE, tag, end, encoding | undefined);
        useEncodingOfFrame();
        return ReadEvent.SEQUENCE;
    }

    /** PS3.5 section 7.5. */
    private ReadEvent nextItem() throws IOException {
        while (true) {
            headerOffset = in.offset();
            if (!hasHeader(HeaderReader.SHORT)) {
                return endOfSequence(0);
            }
            int found = header.tag(bigEndian);
            if (found == ITEM) {
                return openItem();
            }
            if (found == SEQUENCE_DELIMITATION && frames.is(Entry.UNDEFINED)) {
                return endOfSequence(HeaderReader.SHORT);
            }
            if (found != SEQUENCE_DELIMITATION && found != ITEM_DELIMITATION) {
                throw itemExpected(found);
            }
            note(DataSetFault.STRAY_DELIMITER, "");
            in.advance(HeaderReader.SHORT);
        }
    }

    private ReadEvent openItem() throws IOException {
        tag = frames.tag();
        frames.countUp();
        countElement();
        length = header.number(bigEndian);
        headerLength = HeaderReader.SHORT;
        form = encodingFlags();
        in.advance(HeaderReader.SHORT);
        long end = frames.end();
        if (length == UNDEFINED_LENGTH) {
            form |= Entry.UNDEFINED;
        } else {
            end = Math.min(frames.end(), in.offset() + length);
            if (length > end - in.offset()) {
                note(DataSetFault.ITEM_TOO_LONG, "length " + length + ", " + (end - in.offset()) + " left");
            }
        }
        frames.push(Frames.Kind.ITEM, tag, end, form);
        return ReadEvent.ITEM;
    }

    /** PS3.5 section A.4. */
    private ReadEvent nextFragment() throws IOException {
        headerOffset = in.offset();
        if (!hasHeader(HeaderReader.SHORT)) {
            throw tooShort(HeaderReader.SHORT);
        }
        int found = header.tag(bigEndian);
        if (found == SEQUENCE_DELIMITATION) {
            in.advance(HeaderReader.SHORT);
            return end(ReadEvent.FRAGMENTS_END, HeaderReader.SHORT);
        }
        if (found != ITEM) {
            throw itemExpected(found);
        }
        frames.countUp();
        countElement();
        length = header.number(bigEndian);
        headerLength = HeaderReader.SHORT;
        in.advance(HeaderReader.SHORT);
        tag = frames.tag();
        if (length == UNDEFINED_LENGTH) {
            throw fault(DataSetFault.UNDEFINED_LENGTH, "fragment");
        }
        checkLength(room(0));
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
        if (headerOffset < frames.end()) {
            throw tooShort(HeaderReader.SHORT);
        }
        if (frames.is(Entry.UNDEFINED)) {
            note(DataSetFault.MISSING_DELIMITER, "");
        }
        return end(ReadEvent.ITEM_END, 0);
    }

    /** A delimiter, or an item, stands where an element is due, and ends this item. */
    private ReadEvent endOfItem() {
        if (tag == ITEM_DELIMITATION) {
            in.advance(HeaderReader.SHORT);
            return end(ReadEvent.ITEM_END, HeaderReader.SHORT);
        }
        note(DataSetFault.MISSING_DELIMITER, "");
        return end(ReadEvent.ITEM_END, 0);
    }

    /** Tells whether what stands where an element is due ends nothing. */
    private boolean isStray() throws DataSetFormatException {
        boolean delimiter = tag == ITEM_DELIMITATION || tag == SEQUENCE_DELIMITATION;
        if (!delimiter && (tag != ITEM || !frames.is(Entry.UNDEFINED))) {
            throw fault(DataSetFault.UNEXPECTED_ITEM, Tags.format(tag));
        }
        if (delimiter && !frames.is(Entry.UNDEFINED)) {
            note(DataSetFault.STRAY_DELIMITER, "");
            return true;
        }
        return false;
    }

    private ReadEvent endOfSequence(int delimiter) throws DataSetFormatException {
        if (delimiter == 0 && (headerOffset < frames.end() || frames.end() == Long.MAX_VALUE)) {
            throw tooShort(HeaderReader.SHORT);
        }
        if (delimiter == 0 && frames.is(Entry.UNDEFINED)) {
            note(DataSetFault.MISSING_DELIMITER, "");
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
        useEncodingOfFrame();
        return event;
    }

    private void useEncodingOfFrame() {
        implicit = frames.is(Entry.IMPLICIT);
        bigEndian = frames.is(Entry.BIG_ENDIAN);
    }

    private int encodingFlags() {
        return frames.flags() & ENCODING_FLAGS;
    }

    private boolean hasHeader(int count) throws IOException {
        return frames.end() - headerOffset >= count && in.has(count);
    }

    private void countElement() throws DataSetFormatException {
        if (++elements > maxElements) {
            throw fault(DataSetFault.TOO_MANY_ELEMENTS, "ReadOptions.maxElements is " + maxElements);
        }
    }

    /** How many bytes there may be behind those. */
    private long room(int ahead) {
        return Math.min(frames.end(), in.end()) - in.offset() - ahead;
    }

    private void checkLength(long left) throws DataSetFormatException {
        if (length > left) {
            throw fault(DataSetFault.LENGTH_PAST_END, "length " + length + ", " + left + " left");
        }
        if (in.offset() + length > maxLength) {
            throw fault(DataSetFault.TOO_LONG, "ReadOptions.maxLength is " + maxLength);
        }
        if ((length & 1) != 0) {
            note(DataSetFault.ODD_LENGTH, "length " + length);
        }
    }

    private DataSetFormatException itemExpected(int found) {
        return fault(DataSetFault.ITEM_EXPECTED, "found " + Tags.format(found));
    }

    private DataSetFormatException tooShort(int needed) {
        long left = Math.min(in.buffered(), frames.end() - headerOffset);
        boolean inFrame = frames.end() - headerOffset < needed;
        return fault(
                inFrame ? DataSetFault.LENGTH_PAST_END : DataSetFault.TRUNCATED,
                "a header of " + needed + " bytes, " + left + " left");
    }

    /** The value has fewer bytes than its length says. */
    DataSetFormatException truncatedValue(long left) {
        return fault(DataSetFault.TRUNCATED, "length " + length + ", " + left + " left");
    }

    DataSetFormatException fault(DataSetFault fault, String detail) {
        return new DataSetFormatException(problem(fault, detail));
    }

    void note(DataSetFault fault, String detail) {
        if (problems.haveRoom()) {
            problems.add(problem(fault, detail));
        }
    }

    /** Of an element that has been read before, outside of sequences. */
    void note(DataSetFault fault, int earlierTag, long offset) {
        problems.add(new DataSetProblem(fault, Tags.format(earlierTag), offset, ""));
    }

    void note(DataSetProblem problem) {
        problems.add(problem);
    }

    private DataSetProblem problem(DataSetFault fault, String detail) {
        return new DataSetProblem(fault, frames.path(pathTag), headerOffset, detail);
    }

    /** The place of the element that was read last. */
    String path() {
        return frames.path(pathTag);
    }
}
