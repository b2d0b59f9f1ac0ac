package org.pacsscp.examples.dump;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

/**
 * Prints elements, a line each: {@code (0010,0020) LO [INV00001]   #   8, 1 PatientID}, with the length and the number of values.
 * What an item holds is indented.
 */
final class ElementLines {
    private static final String INDENT = "  ";
    private static final int VALUE_WIDTH = 40;
    private static final String TAG_COLOUR = "\u001b[36m";
    private static final String MASK_COLOUR = "\u001b[33m";
    private static final String NOTE_COLOUR = "\u001b[2m";
    private static final String NO_COLOUR = "\u001b[0m";

    /** As {@code dcmdump} has it. */
    private static final String ITEM = "(fffe,e000)";

    private final PrintWriter out;
    private final DumpOptions options;
    private final LongValues longValues;

    ElementLines(PrintWriter out, DumpOptions options, LongValues longValues) {
        this.out = out;
        this.options = options;
        this.longValues = longValues;
    }

    void print(DataSet dataSet) {
        print(dataSet, "", "", !options.values(), false);
    }

    /**
     * Prints what an item holds.
     *
     * @param path the item, as errors have it
     * @param masking whether values of patients are masked
     * @param whole whether all values are
     */
    private void print(DataSet item, String path, String indent, boolean masking, boolean whole) {
        Iterator<LongValue> passed = longValues.of(path).iterator();
        @Nullable LongValue next = passed.hasNext() ? passed.next() : null;
        for (Element element : item) {
            while (next != null && Integer.compareUnsigned(next.tag(), element.tag()) < 0) {
                print(next, indent, masking);
                next = passed.hasNext() ? passed.next() : null;
            }
            print(element, path, indent, masking, whole);
        }
        while (next != null) {
            print(next, indent, masking);
            next = passed.hasNext() ? passed.next() : null;
        }
    }

    private void print(Element element, String path, String indent, boolean masking, boolean whole) {
        List<DataSet> items = element.sequence();
        if (element.vr() == Vr.SQ || !items.isEmpty()) {
            line(indent, element.tag(), element.vr(), "(Sequence #=" + items.size() + ")", length(element), 1);
            boolean wholeItems = whole || PatientValues.isMaskedWhole(element.tag());
            for (int i = 0; i < items.size(); i++) {
                DataSet item = items.get(i);
                line(indent + INDENT, ITEM, "na", "(Item #=" + item.size() + ")", "u/l", 1, "Item");
                String itemPath = path + Tags.format(element.tag()) + "[" + i + "]";
                print(item, itemPath, indent + INDENT + INDENT, masking, masking && wholeItems);
            }
            return;
        }
        boolean masked = masking && (whole || PatientValues.isMasked(element));
        String value = element.isEmpty() ? ValueText.NONE : masked ? ValueText.MASKED : ValueText.of(element);
        line(indent, element.tag(), element.vr(), value, length(element), count(element));
    }

    private static String length(Element element) {
        return Integer.toString(element.length());
    }

    /** Of bytes and of one text one, as PS3.5 section 6.4 counts values. */
    private static int count(Element element) {
        if (element.isEmpty()) {
            return 0;
        }
        Vr vr = element.vr();
        if (!vr.isMultiValued()) {
            return 1;
        }
        return vr.isText() ? element.texts().size() : element.length() / vr.valueSize();
    }

    private void print(LongValue value, String indent, boolean masking) {
        if (!value.encapsulated()) {
            LongValue.Part only = value.parts().get(0);
            int count = value.vr().isMultiValued() && !value.vr().isText()
                    ? (int) (only.length() / value.vr().valueSize())
                    : 1;
            line(indent, value.tag(), value.vr(), text(only, value.vr(), masking), only.length() + "", count);
            return;
        }
        List<LongValue.Part> fragments = value.parts();
        line(indent, value.tag(), value.vr(), "(PixelSequence #=" + fragments.size() + ")", "u/l", 1);
        for (LongValue.Part fragment : fragments) {
            String text = text(fragment, Vr.OB, masking);
            line(indent + INDENT, ITEM, "pi", text, fragment.length() + "", 1, "Item");
        }
    }

    private static String text(LongValue.Part part, Vr vr, boolean masking) {
        if (part.length() == 0) {
            return ValueText.NONE;
        }
        if (masking) {
            return ValueText.MASKED;
        }
        return vr.isText() ? "(too long to show)" : ValueText.ofBytes(part.beginning(), vr);
    }

    private void line(String indent, int tag, Vr vr, String value, String length, int count) {
        line(indent, Tags.format(tag).toLowerCase(Locale.ROOT), vr.name(), value, length, count, name(tag));
    }

    private static String name(int tag) {
        if (Tags.isPrivateCreator(tag)) {
            return "PrivateCreator";
        }
        if (Tags.isPrivate(tag)) {
            return "Private";
        }
        return Dictionary.standard()
                .find(tag)
                .map(DictionaryEntry::keyword)
                .filter(keyword -> !keyword.isEmpty())
                .orElse(Tags.isGroupLength(tag) ? "GenericGroupLength" : "Unknown");
    }

    private void line(String indent, String tag, String vr, String value, String length, int count, String name) {
        String colour = value.equals(ValueText.MASKED) ? MASK_COLOUR : "";
        String note = "# %3s, %d %s".formatted(length, count, name);
        out.println(indent
                + coloured(TAG_COLOUR, tag + " " + vr)
                + " "
                + coloured(colour, value)
                + " ".repeat(Math.max(1, VALUE_WIDTH + 1 - value.length()))
                + coloured(NOTE_COLOUR, note));
    }

    private String coloured(String colour, String text) {
        return options.colours() && !colour.isEmpty() ? colour + text + NO_COLOUR : text;
    }
}
