package org.pacsscp.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Indexes what needs no second look, as nearly everything does: elements in the order of their tags, in little endian, of the
 * standard or of a private block that is known, with a length that is even, and with their value in the window; sequences of
 * such, their items and their ends. At the first thing that is otherwise it stops, for {@link Parser} and {@link Collector} to
 * look at. Owned by the thread that reads.
 */
final class PlainElements {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Dictionary DICTIONARY = Dictionary.standard();
    private static final StandardElements ELEMENTS = StandardElements.instance();
    private static final int NO_CODE = -1;
    private static final int SEQUENCE = Vr.SQ.code();
    private static final int HEADER = HeaderReader.SHORT;
    private static final int LONG_HEADER = HeaderReader.LONG;
    private static final int PRIVATE_GROUP = 0x10000;
    private static final int ELEMENT_MASK = 0xFFFF;
    private static final long TAG_OF_ITEMS = 0xFFFE0000L;

    private final Input in;
    private final Frames frames;
    private final IndexBuilder index;
    private final StructureRules rules;
    private final long longestValueHeld;
    private final long maxLength;
    private final int maxDepth;
    private final long stopBefore;
    private final long beginAt;

    /** How many more elements and items there may be. */
    private int left;

    /** How much may be held, index included. */
    private long budget;

    /** The offset of the window's first byte, and where in the window to stop. */
    private long base;

    private int limit;

    PlainElements(Input in, Frames frames, IndexBuilder index, StructureRules rules, ReadOptions options) {
        this.in = in;
        this.frames = frames;
        this.index = index;
        this.rules = rules;
        longestValueHeld = options.longestValueHeld();
        maxLength = options.maxLength();
        maxDepth = options.maxDepth();
        stopBefore = options.stopBeforeUnsigned();
        beginAt = options.beginAtUnsigned();
    }

    /**
     * Indexes what there is, and moves past it, into sequences and out of them.
     *
     * @param most how many elements and items at most
     * @param held how much may be held, index included
     * @return how many
     */
    int index(int most, long held) {
        if (frames.kind() == Frames.Kind.FRAGMENTS || frames.is(Entry.BIG_ENDIAN)) {
            return 0;
        }
        left = most;
        budget = held;
        base = in.offset() - in.position();
        limit = in.inWindow(maxLength);
        boolean inSequence = frames.kind() == Frames.Kind.SEQUENCE;
        while (inSequence ? beginItem() || endSequence() : elements()) {
            inSequence = !inSequence;
        }
        return most - left;
    }

    /** Indexes values one after the other, and then opens the sequence or ends the item that is there, if one is. */
    private boolean elements() {
        byte[] bytes = in.window();
        int start = in.position();
        int from = start;
        int to = end();
        int inHeld = in.held() - start;
        int flags = frames.encoding();
        int lastTag = lastTag();
        int beforeTag = beforeTag();
        while (to - from >= HEADER && left > 0) {
            long head = (long) LONG.get(bytes, from);
            int tag = tag(head);
            int code = flags == 0 ? Vr.code(head) : implicitCode(tag, head);
            if (code == NO_CODE || !isPlain(tag, lastTag, beforeTag)) {
                break;
            }
            int value = from + HEADER;
            long length = flags == 0 ? head >>> 48 : head >>> 32;
            if (flags == 0 && Vr.ofCode(code).lengthFieldSize() != 2) {
                if (to - from < LONG_HEADER) {
                    break;
                }
                value = from + LONG_HEADER;
                length = Integer.toUnsignedLong((int) INT.get(bytes, from + HEADER));
            }
            if (code == SEQUENCE) {
                passElements(from - start);
                return beginSequence(tag, flags, value - from, length);
            }
            if (!fits(length, to - value, inHeld + value)) {
                break;
            }
            index.append(tag, code | flags, inHeld + value, (int) length);
            from = value + (int) length;
            lastTag = tag;
            left--;
        }
        passElements(from - start);
        return endItem();
    }

    private boolean fits(long length, int room, int before) {
        return (length & 1) == 0 && length <= Math.min(room, longestValueHeld) && before + length + indexed() <= budget;
    }

    private void passElements(int count) {
        if (count > 0) {
            in.advance(count);
            frames.passFirstElement();
        }
    }

    /** Where in the window ends what is open, or what may be looked at. */
    private int end() {
        return (int) Math.min(frames.end() - base, limit);
    }

    private int lastTag() {
        int last = index.lastTag();
        return frames.isOutermost() ? (int) Math.max(Integer.toUnsignedLong(last), beginAt - 1) : last;
    }

    private int beforeTag() {
        long before = frames.isOutermost() ? stopBefore : Parser.NO_STOP;
        return (int) Math.min(Math.min(before, rules.endOfGroup()), TAG_OF_ITEMS);
    }

    private boolean isPlain(int tag, int lastTag, int beforeTag) {
        return Integer.compareUnsigned(tag, lastTag) > 0
                && Integer.compareUnsigned(tag, beforeTag) < 0
                && (tag & ELEMENT_MASK) != 0
                && ((tag & PRIVATE_GROUP) == 0 || rules.isBlockKnown(tag));
    }

    /** There is none of what seems to be in Explicit VR nevertheless, and of what may be signed or not. */
    private static int implicitCode(int tag, long head) {
        Vr vr = DICTIONARY.vr(tag);
        boolean explicit = vr.letters() == ((int) (head >>> 32) & 0xFFFF);
        return explicit || (vr == Vr.US && ELEMENTS.mayBeSigned(tag)) ? NO_CODE : vr.code();
    }

    private boolean beginSequence(int tag, int flags, int header, long length) {
        boolean undefined = length == Parser.UNDEFINED_LENGTH;
        boolean fits = undefined || ((length & 1) == 0 && length <= end() - in.position() - header);
        if (!fits || frames.depth() == maxDepth || in.held() + header + indexed() > budget) {
            return false;
        }
        in.advance(header);
        frames.passFirstElement();
        int lengthFlag = undefined ? Entry.UNDEFINED : 0;
        index.beginNested(tag, SEQUENCE | flags | lengthFlag | Entry.NESTED, in.held());
        long end = undefined ? frames.end() : in.offset() + length;
        frames.push(Frames.Kind.SEQUENCE, tag, end, flags | lengthFlag);
        left--;
        return true;
    }

    private boolean beginItem() {
        int room = end() - in.position();
        if (room < HEADER || left == 0) {
            return false;
        }
        long head = (long) LONG.get(in.window(), in.position());
        long length = head >>> 32;
        boolean undefined = length == Parser.UNDEFINED_LENGTH;
        if (tag(head) != Tag.ITEM
                || (!undefined && length > room - HEADER)
                || in.held() + HEADER + indexed() > budget) {
            return false;
        }
        in.advance(HEADER);
        index.beginItem(in.held());
        frames.countUp();
        long end = undefined ? frames.end() : in.offset() + length;
        int flags = frames.encoding() | (undefined ? Entry.UNDEFINED : 0);
        frames.push(Frames.Kind.ITEM, frames.tag(), end, flags);
        rules.innermostChanged();
        left--;
        return true;
    }

    /** Leaves the item, if it ends here and not only what is collected does. */
    private boolean endItem() {
        int delimiter = delimiter(Tag.ITEM_DELIMITATION_ITEM);
        if (delimiter < 0 || index.isOutermost()) {
            return false;
        }
        index.endItem(in.held(), frames.flags());
        in.advance(delimiter);
        frames.pop();
        rules.innermostChanged();
        return true;
    }

    private boolean endSequence() {
        int delimiter = delimiter(Tag.SEQUENCE_DELIMITATION_ITEM);
        if (delimiter < 0 || index.isOutermost()) {
            return false;
        }
        in.advance(delimiter);
        index.endNested(in.held());
        frames.pop();
        // An unknown sequence is in little endian, whatever holds it.
        return !frames.is(Entry.BIG_ENDIAN);
    }

    /** How many bytes end here what is open: none where its length has said so; -1 if it does not end. */
    private int delimiter(int tag) {
        if (!frames.is(Entry.UNDEFINED)) {
            return in.offset() == frames.end() ? 0 : -1;
        }
        boolean ends = end() - in.position() >= HEADER && tag((long) LONG.get(in.window(), in.position())) == tag;
        return ends ? HEADER : -1;
    }

    private static int tag(long head) {
        return Integer.rotateLeft((int) head, 16);
    }

    /** How many bytes the index takes with another entry. */
    private long indexed() {
        return (long) Integer.BYTES * (index.size() + Entry.SIZE);
    }
}
