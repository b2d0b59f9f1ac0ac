package org.pacsscp.dataset;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.value.CharacterSet;
import org.pacsscp.dataset.value.DecimalString;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.DicomDateTime;
import org.pacsscp.dataset.value.DicomTime;
import org.pacsscp.dataset.value.PersonName;

/**
 * Builds a {@link DataSet}, strictly: what the standard forbids is refused with an {@link IllegalArgumentException} that names the
 * tag, and no value.
 *
 * <p>Elements may be given in any order; one that is given again replaces the one before. Value representations come from the
 * dictionary; where it knows none, as for private elements, or several, they must be said. Padding is added. Identifiers of queries
 * may be built, too, so wild cards and ranges are let through.
 *
 * <pre>{@code
 * DataSet item = DataSet.builder()
 *         .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
 *         .personName(Tag.PATIENT_NAME, PersonName.of("Müller", "Jörg"))
 *         .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step)
 *         .empty(Tag.ACCESSION_NUMBER)
 *         .build();
 * }</pre>
 *
 * <p>Text is encoded when the data set is built, in the character set that it then has. For one thread at a time.
 *
 * @since 0.1.0
 */
public final class DataSetBuilder {
    private final Draft draft = new Draft();

    /** Of the text in it, as its elements say. */
    private CharacterSet characterSet = CharacterSet.DEFAULT;

    /** Which groups may be in it. */
    private final TagRules rules;

    DataSetBuilder(TagRules rules) {
        this.rules = rules;
    }

    /**
     * Adds text of one value; the dictionary says of which value representation.
     *
     * @param tag the element's tag
     * @param value its value, without padding; if it is empty, so is the element
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder text(int tag, String value) {
        Vr vr = TagVrs.onlyVr(tag);
        rules.checkTag(tag, vr);
        if (!vr.isText() || tag == Tag.SPECIFIC_CHARACTER_SET) {
            return putText(tag, vr, value);
        }
        if (!draft.putAscii(tag, vr, value)) {
            draft.putPart(tag, new Part.Text(vr, value));
        }
        return this;
    }

    /**
     * Adds text; the dictionary says of which value representation.
     *
     * @param tag the element's tag
     * @param values its values, without padding; with none, or one that is empty, the element is empty
     * @return this
     * @throws IllegalArgumentException if the dictionary has none or several value representations for the tag, or the standard
     *     forbids a value
     */
    public DataSetBuilder text(int tag, String... values) {
        Vr vr = TagVrs.onlyVr(tag);
        rules.checkTag(tag, vr);
        return putText(tag, vr, values);
    }

    /**
     * Adds text of a value representation.
     *
     * @param tag the element's tag
     * @param vr one of text
     * @param values its values, without padding; with none, or one that is empty, the element is empty
     * @return this
     * @throws IllegalArgumentException if the standard forbids the value representation for the tag, or a value
     */
    public DataSetBuilder text(int tag, Vr vr, String... values) {
        rules.check(tag, vr);
        return putText(tag, vr, values);
    }

    private DataSetBuilder putText(int tag, Vr vr, String... values) {
        if (!vr.isText()) {
            throw ValueRules.refused(tag, vr, "this is no value representation of text");
        }
        if (values.length > 1 && !vr.isMultiValued()) {
            throw ValueRules.refused(tag, vr, "one value is allowed, and there are " + values.length);
        }
        if (tag == Tag.SPECIFIC_CHARACTER_SET) {
            CharacterSet set = knownSet(values);
            put(tag, vr, values);
            characterSet = set;
        } else {
            put(tag, vr, values);
        }
        return this;
    }

    private void put(int tag, Vr vr, String... values) {
        if (!draft.putAscii(tag, vr, values)) {
            draft.putPart(tag, new Part.Text(vr, String.join("\\", values)));
        }
    }

    private static <T> String[] texts(T[] values, Function<T, String> text) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(values[i]);
        }
        return texts;
    }

    private static CharacterSet knownSet(String... terms) {
        CharacterSet set = CharacterSet.of(terms);
        if (!set.unknownTerms().isEmpty()) {
            throw ValueRules.refused(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "a term is none of PS3.3 section C.12.1.1.2");
        }
        return set;
    }

    /**
     * Adds names of persons.
     *
     * @param tag the element's tag
     * @param names its values
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder personName(int tag, PersonName... names) {
        return text(tag, Vr.PN, texts(names, PersonName::text));
    }

    /**
     * Adds a unique identifier.
     *
     * @param tag the element's tag
     * @param uid its value
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder uid(int tag, Uid uid) {
        rules.check(tag, Vr.UI);
        draft.putUid(tag, uid);
        return this;
    }

    /**
     * Adds unique identifiers.
     *
     * @param tag the element's tag
     * @param uids its values
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder uid(int tag, Uid... uids) {
        rules.check(tag, Vr.UI);
        put(tag, Vr.UI, texts(uids, Uid::value));
        return this;
    }

    /**
     * Adds a date.
     *
     * @param tag the element's tag
     * @param date its value
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder date(int tag, DicomDate date) {
        return text(tag, Vr.DA, date.text());
    }

    /**
     * Adds a time of day.
     *
     * @param tag the element's tag
     * @param time its value
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder time(int tag, DicomTime time) {
        return text(tag, Vr.TM, time.text());
    }

    /**
     * Adds a date and time.
     *
     * @param tag the element's tag
     * @param dateTime its value
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder dateTime(int tag, DicomDateTime dateTime) {
        return text(tag, Vr.DT, dateTime.text());
    }

    /**
     * Adds decimal numbers, DS, each in at most 16 characters.
     *
     * @param tag the element's tag
     * @param numbers its values
     * @return this
     * @throws IllegalArgumentException as {@link #text(int, String...)}
     */
    public DataSetBuilder decimal(int tag, BigDecimal... numbers) {
        return text(
                tag, Vr.DS, texts(numbers, number -> DecimalString.of(number).text()));
    }

    /**
     * Adds a number without fraction: of IS, US, SS, UL, SL, UV or SV, as the dictionary has it. Where it has US or SS, a
     * negative number makes it SS.
     *
     * @param tag the element's tag
     * @param number its value; one of UV above 2^63 is negative here
     * @return this
     * @throws IllegalArgumentException as {@link #integer(int, long...)}
     */
    public DataSetBuilder integer(int tag, long number) {
        Vr vr = Dictionary.standard().onlyVr(tag);
        if (vr == null || vr == Vr.IS) {
            return integer(tag, new long[] {number});
        }
        rules.checkTag(tag, vr);
        BinaryValues.checkInteger(tag, vr, number);
        draft.putInteger(tag, vr, number);
        return this;
    }

    /**
     * Adds numbers without fraction: of IS, US, SS, UL, SL, UV or SV, as the dictionary has it. Where it has US or SS, negative
     * numbers make it SS.
     *
     * @param tag the element's tag
     * @param numbers its values; those of UV above 2^63 are negative here
     * @return this
     * @throws IllegalArgumentException if the value representation is another one, or a number does not fit
     */
    public DataSetBuilder integer(int tag, long... numbers) {
        Vr vr = TagVrs.integerVr(tag, numbers);
        rules.checkTag(tag, vr);
        return putIntegers(tag, vr, numbers);
    }

    /**
     * Adds numbers without fraction of a value representation.
     *
     * @param tag the element's tag
     * @param vr IS, US, SS, UL, SL, UV or SV
     * @param numbers its values; those of UV above 2^63 are negative here
     * @return this
     * @throws IllegalArgumentException if the value representation is another one, the standard forbids it for the tag, or a
     *     number does not fit
     */
    public DataSetBuilder integer(int tag, Vr vr, long... numbers) {
        rules.check(tag, vr);
        return putIntegers(tag, vr, numbers);
    }

    private DataSetBuilder putIntegers(int tag, Vr vr, long... numbers) {
        if (vr == Vr.IS) {
            return putText(
                    tag, vr, Arrays.stream(numbers).mapToObj(Long::toString).toArray(String[]::new));
        }
        BinaryValues.checkIntegers(tag, vr, numbers);
        draft.putIntegers(tag, vr, numbers);
        return this;
    }

    /**
     * Adds numbers with fraction: of FL, FD or DS, as the dictionary has it.
     *
     * @param tag the element's tag
     * @param numbers its values
     * @return this
     * @throws IllegalArgumentException if the value representation is another one, or DS and a number is not finite
     */
    public DataSetBuilder real(int tag, double... numbers) {
        return real(tag, TagVrs.onlyVr(tag), numbers);
    }

    /**
     * Adds numbers with fraction of a value representation.
     *
     * @param tag the element's tag
     * @param vr FL, FD or DS
     * @param numbers its values
     * @return this
     * @throws IllegalArgumentException if the value representation is another one, the standard forbids it for the tag, or it is
     *     DS and a number is not finite
     */
    public DataSetBuilder real(int tag, Vr vr, double... numbers) {
        if (vr == Vr.DS) {
            return text(
                    tag,
                    vr,
                    Arrays.stream(numbers)
                            .mapToObj(number -> DecimalString.of(number).text())
                            .toArray(String[]::new));
        }
        rules.check(tag, vr);
        draft.putBytes(tag, vr, BinaryValues.reals(tag, vr, numbers));
        return this;
    }

    /**
     * Adds tags, AT.
     *
     * @param tag the element's tag
     * @param values its values
     * @return this
     * @throws IllegalArgumentException if the standard forbids AT for the tag
     */
    public DataSetBuilder tag(int tag, int... values) {
        rules.check(tag, Vr.AT);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) Tags.group(value)).putShort((short) Tags.element(value));
        }
        draft.putBytes(tag, Vr.AT, bytes.array());
        return this;
    }

    /**
     * Adds bytes: of OB, OW and their like, of numbers in little endian, or of an unknown value representation.
     *
     * @param tag the element's tag
     * @param vr the value representation, not one of text, nor SQ
     * @param value the value, in little endian; copied
     * @return this
     * @throws IllegalArgumentException if the standard forbids the value representation for the tag, or it is none of those, or
     *     the bytes are no whole number of values
     */
    public DataSetBuilder bytes(int tag, Vr vr, byte[] value) {
        rules.check(tag, vr);
        if (vr.isText() || vr == Vr.SQ) {
            throw ValueRules.refused(tag, vr, "this is no value representation of bytes or numbers");
        }
        if (value.length % vr.valueSize() != 0) {
            throw ValueRules.refused(
                    tag, vr, value.length + " bytes are no multiple of " + vr.valueSize() + ", the size of a value");
        }
        draft.putBytes(tag, vr, value);
        return this;
    }

    /**
     * Adds a sequence.
     *
     * @param tag the sequence's tag
     * @param items its items, perhaps none
     * @return this
     * @throws IllegalArgumentException if the standard forbids a sequence for the tag, or an element in an item
     */
    public DataSetBuilder sequence(int tag, DataSet... items) {
        return sequence(tag, Arrays.asList(items));
    }

    /**
     * Adds a sequence.
     *
     * @param tag the sequence's tag
     * @param items its items, perhaps none
     * @return this
     * @throws IllegalArgumentException if the standard forbids a sequence for the tag, or an element in an item
     */
    public DataSetBuilder sequence(int tag, List<DataSet> items) {
        rules.check(tag, Vr.SQ);
        items.forEach(TagRules::checkItem);
        draft.putPart(tag, new Part.Sequence(List.copyOf(items)));
        return this;
    }

    /**
     * Adds encapsulated pixel data (PS3.5 section A.4).
     *
     * @param fragments the basic offset table, which may have no bytes, and then at least one fragment; copied
     * @return this
     * @throws IllegalArgumentException if there are less than two
     */
    public DataSetBuilder encapsulatedPixelData(List<byte[]> fragments) {
        if (fragments.size() < 2) {
            throw ValueRules.refused(
                    Tag.PIXEL_DATA, Vr.OB, "a basic offset table is due, which may be empty, and a fragment");
        }
        draft.putPart(
                Tag.PIXEL_DATA,
                new Part.Fragments(Vr.OB, fragments.stream().map(byte[]::clone).toList()));
        return this;
    }

    /**
     * Adds an element without a value, such as a key whose value a query asks for.
     *
     * @param tag the element's tag
     * @return this
     * @throws IllegalArgumentException if the dictionary does not have the tag
     */
    public DataSetBuilder empty(int tag) {
        return empty(tag, TagVrs.firstVr(tag));
    }

    /**
     * Adds an element without a value, of a value representation.
     *
     * @param tag the element's tag
     * @param vr the value representation
     * @return this
     * @throws IllegalArgumentException if the standard forbids the value representation for the tag
     */
    public DataSetBuilder empty(int tag, Vr vr) {
        return vr == Vr.SQ ? sequence(tag) : vr.isText() ? text(tag, vr) : bytes(tag, vr, new byte[0]);
    }

    /**
     * Adds an element of another data set, as it is; text is encoded again if the character set is another one here.
     *
     * @param element the element
     * @return this
     */
    public DataSetBuilder add(Element element) {
        Objects.requireNonNull(element, "element");
        return Tags.isGroupLength(element.tag()) ? this : putCopied(element.tag(), element);
    }

    /**
     * Adds the value of an element of another data set under another tag: of a private element, in another block than it had.
     *
     * @param tag the tag that it has here
     * @param element the element
     * @return this
     * @throws IllegalArgumentException if the standard forbids the value representation for the tag
     */
    public DataSetBuilder add(int tag, Element element) {
        rules.check(tag, element.vr());
        return putCopied(tag, element);
    }

    private DataSetBuilder putCopied(int tag, Element element) {
        if (tag == Tag.SPECIFIC_CHARACTER_SET) {
            characterSet = CharacterSet.of(element.texts());
        }
        draft.putPart(tag, new Part.Copied(element));
        return this;
    }

    /**
     * Adds all elements of another data set, as {@link #add(Element)} does; of an item also the character set that it inherits.
     *
     * @param dataSet the other one
     * @return this
     */
    public DataSetBuilder addAll(DataSet dataSet) {
        for (Element element : dataSet) {
            add(element);
        }
        CharacterSet inherited = dataSet.characterSet();
        if (!dataSet.contains(Tag.SPECIFIC_CHARACTER_SET) && !inherited.equals(CharacterSet.DEFAULT)) {
            characterSet = inherited;
            draft.putPart(Tag.SPECIFIC_CHARACTER_SET, new Part.Text(Vr.CS, String.join("\\", inherited.terms())));
        }
        return this;
    }

    /**
     * Removes elements.
     *
     * @param unwanted their tags; those that are not there do not matter
     * @return this
     */
    public DataSetBuilder remove(int... unwanted) {
        for (int tag : unwanted) {
            draft.remove(tag);
            if (tag == Tag.SPECIFIC_CHARACTER_SET) {
                characterSet = CharacterSet.DEFAULT;
            }
        }
        return this;
    }

    /**
     * Builds. The builder may be used on.
     *
     * @return the data set
     * @throws IllegalArgumentException if a text cannot be encoded in the character set, a private element has no creator, or
     *     sequences are nested deeper than {@link ReadOptions#DEEPEST}
     */
    public DataSet build() {
        return draft.build(characterSet);
    }
}
