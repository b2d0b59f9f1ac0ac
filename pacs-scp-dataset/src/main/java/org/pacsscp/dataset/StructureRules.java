package org.pacsscp.dataset;

/** What the standard asks of the elements of a data set and reading can do without; noted as problems. */
final class StructureRules {
    private static final int NOTHING = -1;
    private static final int FIRST_PRIVATE_ELEMENT = 0x1000;
    private static final int BLOCK_SHIFT = 8;

    private final Parser parser;
    private final Problems problems;
    private final IndexBuilder index;
    private final Input in;

    /** The private block whose creator was looked for last, in this data set. */
    private int knownBlock = NOTHING;

    /** The group whose length was said, outside of sequences, and where it should end. */
    private int group = NOTHING;

    private long groupEnd;
    private long groupLengthOffset;

    StructureRules(Parser parser, IndexBuilder index, Input in) {
        this.parser = parser;
        problems = parser.problems();
        this.index = index;
        this.in = in;
    }

    /** The first tag at which the group ends whose length was said; {@link Parser#NO_STOP} if none was. */
    long endOfGroup() {
        return group == NOTHING || !index.isOutermost() ? Parser.NO_STOP : (group + 1L) << 16;
    }

    /** Tells whether nothing more is to be found out of the private block that a tag is of. */
    boolean isBlockKnown(int tag) {
        return tag >>> BLOCK_SHIFT == knownBlock;
    }

    /** An element is about to be added to the index; its value lies ahead. */
    void element(int tag) {
        if (!index.isInOrder(tag)) {
            notInOrder(tag);
        }
        if (group != NOTHING && Tags.group(tag) != group && index.isOutermost()) {
            checkGroupEnd();
        }
        if (Tags.isPrivate(tag)) {
            privateElement(tag);
        }
    }

    /** PS3.5 section 7.1. */
    private void notInOrder(int tag) {
        index.setDisorder();
        problems.note(tag == index.lastTag() ? DataSetFault.DUPLICATE : DataSetFault.OUT_OF_ORDER, "");
    }

    /** PS3.5 section 7.8.1. */
    private void privateElement(int tag) {
        int block = tag >>> BLOCK_SHIFT;
        if (block == knownBlock || Tags.element(tag) < FIRST_PRIVATE_ELEMENT || index.isDisordered()) {
            return;
        }
        knownBlock = block;
        if (index.offsetOf(Tags.privateCreatorOf(tag)) < 0) {
            problems.note(DataSetFault.NO_PRIVATE_CREATOR, "");
        }
    }

    /** Another data set is the innermost one now. */
    void innermostChanged() {
        knownBlock = NOTHING;
    }

    /** A value is in the window; it may be the length of a group (PS3.5 section 7.2). */
    void value(int tag, long length) {
        if (Tags.element(tag) == 0 && length == 4 && index.isOutermost()) {
            int number = Entry.is(parser.form(), Entry.BIG_ENDIAN) ? Integer.reverseBytes(in.intAt(0)) : in.intAt(0);
            group = Tags.group(tag);
            groupEnd = in.offset() + length + Integer.toUnsignedLong(number);
            groupLengthOffset = parser.headerOffset();
        }
    }

    /** The outermost data set ends. */
    void end() {
        if (group != NOTHING && !parser.hasStopped()) {
            checkGroupEnd();
        }
    }

    private void checkGroupEnd() {
        if (groupEnd != parser.headerOffset()) {
            problems.note(DataSetFault.WRONG_GROUP_LENGTH, Tags.of(group, 0), groupLengthOffset);
        }
        group = NOTHING;
    }
}
