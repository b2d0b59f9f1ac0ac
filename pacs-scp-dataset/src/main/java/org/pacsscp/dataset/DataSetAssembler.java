package org.pacsscp.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.dataset.value.CharacterSet;

/**
 * Puts the parts of a builder together: small values into bytes of the new data set's own, while large ones stay where they are.
 * Owned by one thread.
 */
final class DataSetAssembler {
    /** A shorter value is copied, unless little came with it, so that it does not keep much else in memory. */
    private static final int WORTH_SHARING = 1 << 12;

    private static final int LITTLE = 1 << 16;

    private static final int MOST_ORIGINS = 64;
    private static final Origin OWN = new Origin(new byte[0], new int[0]);

    private final CharacterSet characterSet;
    private final ItemCharacterSets itemCharacterSets;
    private final IndexBuilder index = new IndexBuilder(Long.MAX_VALUE);

    /** Where values are shared from; the first is the new data set's own. */
    private final List<Origin> origins = new ArrayList<>(List.of(OWN));

    private final ExplicitBytes built;

    /**
     * Begins without elements.
     *
     * @param expected about how many bytes there will be
     */
    DataSetAssembler(CharacterSet characterSet, int expected) {
        this.characterSet = characterSet;
        built = new ExplicitBytes(expected);
        itemCharacterSets = new ItemCharacterSets(characterSet);
    }

    /** Tells whether printable ASCII is the same in a character set: in all but those of Japan of 1976, ISO-IR 13 and 14. */
    static boolean keepsAscii(CharacterSet set) {
        return set.unknownTerms().isEmpty()
                && (set.terms().isEmpty() || !set.terms().get(0).endsWith("IR 13"));
    }

    DataSet assemble(Draft draft) {
        boolean keepsAscii = keepsAscii(characterSet);
        for (int number = 0; number < draft.size(); number++) {
            int tag = draft.tag(number);
            Vr vr = draft.vr(number);
            Part part = draft.part(number);
            if (part != null) {
                add(tag, part);
            } else if (keepsAscii || !vr.isCharacterSetDependent()) {
                append(tag, vr, draft.bytes(), draft.offset(number), draft.length(number));
            } else {
                String text = new String(
                        draft.bytes(), draft.offset(number), draft.length(number), StandardCharsets.ISO_8859_1);
                append(tag, vr, encoded(tag, vr, text, characterSet));
            }
        }
        int elements = index.closeElements();
        origins.set(0, new Origin(built.toArray(), index.index()));
        RawRange raw = index.isIntact() ? RawRange.ofBuilt(built.length()) : RawRange.NONE;
        return DataSet.ofBuilt(origins.toArray(Origin[]::new), index.first(), elements, raw);
    }

    private void add(int tag, Part part) {
        if (part instanceof Part.Text text) {
            append(tag, text.vr(), encoded(tag, text));
        } else if (part instanceof Part.Sequence sequence) {
            appendSequence(tag, Vr.SQ, sequence.items(), 1);
        } else if (part instanceof Part.Fragments value) {
            appendFragments(tag, value.vr(), value.fragments());
        } else {
            addCopied(tag, ((Part.Copied) part).element());
        }
    }

    private byte[] encoded(int tag, Part.Text text) {
        Vr vr = text.vr();
        CharacterSet set = vr.isCharacterSetDependent() ? characterSet : CharacterSet.DEFAULT;
        return encoded(tag, vr, text.value(), set);
    }

    private static byte[] encoded(int tag, Vr vr, String text, CharacterSet set) {
        try {
            return set.encode(text, Texts.kind(vr));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    Tags.format(tag) + " " + vr + ": " + e.getMessage() + "; the data set's Specific Character Set is "
                            + (set.terms().isEmpty() ? "absent" : String.join("\\", set.terms())),
                    e);
        }
    }

    private void addCopied(int tag, Element element) {
        boolean sameText = element.dataSet().characterSet().equals(characterSet);
        boolean sameTag = tag == element.tag();
        if (element.isSequence()) {
            if (!sameText || !sameTag || !share(element)) {
                appendSequence(tag, element.vr(), element.sequence(), 1);
            }
        } else if (!sameText && element.vr().isCharacterSetDependent() && !ItemCharacterSets.isAscii(element)) {
            String text = element.dataSet()
                    .characterSet()
                    .decode(
                            element.source(),
                            element.offset(),
                            element.offset() + element.length(),
                            Texts.kind(element.vr()));
            append(tag, element.vr(), encoded(tag, element.vr(), text, characterSet));
        } else if (!sameTag || !share(element)) {
            appendCopy(tag, element);
        }
    }

    /** Refers to the element where it is, if that is worth it. */
    private boolean share(Element element) {
        Origin origin = element.origin();
        int number = origins.indexOf(origin);
        boolean worth = element.length() >= WORTH_SHARING || origin.bytes().length <= LITTLE;
        if (!worth || (number < 0 && origins.size() == MOST_ORIGINS)) {
            return false;
        }
        if (number < 0) {
            number = origins.size();
            origins.add(origin);
        }
        DataSet from = element.dataSet();
        int at = element.at();
        index.markReshaped();
        index.append(
                element.tag(),
                Entry.withOrigin(from.part(at, Entry.FORM), number),
                from.part(at, Entry.OFFSET),
                from.part(at, Entry.LENGTH));
        return true;
    }

    private void appendCopy(int tag, Element element) {
        if (element.isNested()) {
            List<byte[]> fragments = new ArrayList<>();
            for (ByteBuffer fragment : element.fragments()) {
                byte[] copy = new byte[fragment.remaining()];
                fragment.get(copy);
                fragments.add(copy);
            }
            appendFragments(tag, element.vr(), fragments);
        } else {
            int at = begin(tag, element.vr(), element.length());
            ByteSwap.copy(
                    element.source(),
                    element.offset(),
                    built.array(),
                    at,
                    element.length(),
                    element.isBigEndian() ? element.vr().swapUnit() : 1);
        }
    }

    private void append(int tag, Vr vr, byte[] value) {
        append(tag, vr, value, 0, value.length);
    }

    private void append(int tag, Vr vr, byte[] value, int from, int size) {
        int at = begin(tag, vr, size);
        System.arraycopy(value, from, built.array(), at, size);
    }

    /** Adds an element, whose value the caller puts where it then begins. */
    private int begin(int tag, Vr vr, int size) {
        int header = ExplicitBytes.headerLength(vr, ExplicitBytes.even(size));
        if (header == 0) {
            index.markReshaped();
        }
        int at = built.begin(tag, vr, header, size);
        index.append(tag, ExplicitBytes.form(vr, header), at, built.length() - at);
        return at;
    }

    private void appendFragments(int tag, Vr vr, List<byte[]> fragments) {
        int form = vr.code() | Entry.NESTED | Entry.BUILT | Entry.UNDEFINED;
        index.beginNested(tag, form, built.beginFragments(tag, vr));
        for (byte[] fragment : fragments) {
            int at = built.appendFragment(fragment);
            index.appendFragment(at, built.length() - at);
        }
        built.endFragments();
        index.endNested(built.length());
    }

    private void appendSequence(int tag, Vr vr, List<DataSet> items, int depth) {
        checkDepth(tag, vr, depth);
        // What is in an unknown one is to be in Implicit VR (PS3.5 section 6.2.2), which is left to who writes it.
        boolean unknown = vr == Vr.UN;
        int start = unknown ? built.length() : built.beginSequence(tag);
        index.beginNested(
                tag, vr.code() | Entry.NESTED | (unknown ? Entry.BARE | Entry.UNDEFINED : Entry.BUILT), start);
        for (DataSet item : items) {
            int itemStart = built.beginItem();
            index.beginItem(itemStart);
            appendItem(itemCharacterSets.complete(item), depth);
            built.end(itemStart);
            index.endItem(built.length(), Entry.BUILT);
        }
        if (unknown) {
            index.markReshaped();
        } else {
            built.end(start);
        }
        index.endNested(built.length());
    }

    static void checkDepth(int tag, Vr vr, int depth) {
        if (depth > ReadOptions.DEEPEST) {
            throw ValueRules.refused(tag, vr, "sequences are nested deeper than " + ReadOptions.DEEPEST);
        }
    }

    private void appendItem(DataSet item, int depth) {
        RawRange raw = item.raw();
        if (raw.isBuilt()) {
            Origin origin = item.onlyOrigin();
            int at = built.append(origin.bytes(), raw.offset(), raw.length());
            new MovedIndex(origin.index(), index, at - raw.offset()).add(item.firstEntry(), item.size(), depth);
            return;
        }
        for (Element element : item) {
            if (element.isSequence()) {
                appendSequence(element.tag(), element.vr(), element.sequence(), depth + 1);
            } else if (!Tags.isGroupLength(element.tag())) {
                appendCopy(element.tag(), element);
            }
        }
    }
}
