package org.pacsscp.dataset;

import java.util.List;

/** What a builder has for an element that it cannot encode at once. */
sealed interface Part {
    /** How it will be represented. */
    Vr vr();

    /** Tells whether it is an element of this tag, taken from another data set. */
    default boolean isOf(int tag) {
        return false;
    }

    /** Text, in a character set that is known when all elements are; its values joined by backslashes. */
    record Text(Vr vr, String value) implements Part {}

    /** A sequence. */
    record Sequence(List<DataSet> items) implements Part {
        @Override
        public Vr vr() {
            return Vr.SQ;
        }
    }

    /** An encapsulated value. */
    record Fragments(Vr vr, List<byte[]> fragments) implements Part {}

    /** An element of another data set. */
    record Copied(Element element) implements Part {
        @Override
        public Vr vr() {
            return element.vr();
        }

        @Override
        public boolean isOf(int tag) {
            return element.tag() == tag;
        }
    }
}
