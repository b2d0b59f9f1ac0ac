package org.pacsscp.dataset;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is open while a data set is read: the data set, a sequence in it, an item in that, and so on. A stack of our own, since
 * the data say how deep it gets. Owned by the thread that reads.
 */
final class Frames {
    /** What can be open. */
    enum Kind {
        DATA_SET,
        SEQUENCE,
        ITEM,
        FRAGMENTS;

        boolean holdsElements() {
            return this == DATA_SET || this == ITEM;
        }
    }

    /** One thing that is open. It is used again for the next one at its depth. */
    private static final class Frame {
        private final @Nullable Frame outer;
        private @Nullable Frame inner;
        private Kind kind = Kind.DATA_SET;

        /** Where it ends at the latest; {@link Long#MAX_VALUE} if nobody knows. */
        private long end = Long.MAX_VALUE;

        /** Of the element that began it. */
        private int tag;

        /** Flags of {@link Entry}: how it is encoded, whether its length is undefined. */
        private int flags;

        /** How many items or fragments have begun in it. */
        private int count;

        /** Whether no element of it has been read. */
        private boolean atFirstElement = true;

        private Frame(@Nullable Frame outer) {
            this.outer = outer;
        }
    }

    private static final int ENCODING = Entry.IMPLICIT | Entry.BIG_ENDIAN;

    private Frame top = new Frame(null);
    private int depth;

    /** The element whose header is being or has been read, until what it holds is open itself. */
    private int element = Parser.NO_TAG;

    Frames(int flags) {
        top.flags = flags;
    }

    void push(Kind kind, int tag, long end, int flags) {
        Frame frame = top.inner;
        if (frame == null) {
            frame = new Frame(top);
            top.inner = frame;
        }
        frame.kind = kind;
        frame.end = end;
        frame.tag = tag;
        frame.flags = flags;
        frame.count = 0;
        frame.atFirstElement = true;
        top = frame;
        element = Parser.NO_TAG;
        if (kind == Kind.SEQUENCE) {
            depth++;
        }
    }

    void pop() {
        Frame outer = Objects.requireNonNull(top.outer, "the outermost one is not left");
        if (top.kind == Kind.SEQUENCE) {
            depth--;
        }
        top = outer;
        outer.atFirstElement = false;
    }

    boolean isOutermost() {
        return top.outer == null;
    }

    Kind kind() {
        return top.kind;
    }

    long end() {
        return top.end;
    }

    int tag() {
        return top.tag;
    }

    int flags() {
        return top.flags;
    }

    /** Those of the flags that say how it is encoded. */
    int encoding() {
        return top.flags & ENCODING;
    }

    void setFlags(int flags) {
        top.flags = flags;
    }

    boolean is(int flag) {
        return (top.flags & flag) != 0;
    }

    /** Tells whether no element of the innermost data set or item has been read. */
    boolean isAtFirstElement() {
        return top.atFirstElement;
    }

    /** An element of it has been read. */
    void passFirstElement() {
        top.atFirstElement = false;
    }

    /** Its header is there. */
    void enterElement(int tag) {
        element = tag;
    }

    void leaveElement() {
        element = Parser.NO_TAG;
    }

    /** Another item or fragment begins. */
    void countUp() {
        top.count++;
    }

    /** How many sequences are open. */
    int depth() {
        return depth;
    }

    /** The place of the element that is being or has been read, or else of what is open. */
    String path() {
        StringBuilder path = new StringBuilder(element == Parser.NO_TAG ? "" : Tags.format(element));
        for (Frame frame = top; frame != null && frame.outer != null; frame = frame.outer) {
            if (frame.kind != Kind.ITEM) {
                path.insert(0, Tags.format(frame.tag) + (frame.count > 0 ? "[" + (frame.count - 1) + "]" : ""));
            }
        }
        return path.toString();
    }
}
