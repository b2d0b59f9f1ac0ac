package org.pacsscp.dataset;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.value.DateRange;
import org.pacsscp.dataset.value.DateTimeRange;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.DicomDateTime;
import org.pacsscp.dataset.value.DicomTime;
import org.pacsscp.dataset.value.PersonName;
import org.pacsscp.dataset.value.TimeRange;

/**
 * An element of a {@link DataSet}: tag, value representation and value (PS3.5 section 7.1). Immutable.
 *
 * <p>Each method decodes what it returns, leniently: what is no value of that kind is left out. A value that came as UN is read
 * as the dictionary has it, if it has the tag.
 *
 * <pre>{@code
 * for (Element element : dataSet) {
 *     sizes.merge(element.vr(), element.length(), Integer::sum);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Element {
    private final DataSet dataSet;
    private final int at;
    private final int form;
    private final Vr readAs;

    Element(DataSet dataSet, int at) {
        this(dataSet, at, readAs(dataSet.part(at, Entry.TAG), Entry.vr(dataSet.part(at, Entry.FORM))));
    }

    private Element(DataSet dataSet, int at, Vr readAs) {
        this.dataSet = dataSet;
        this.at = at;
        this.readAs = readAs;
        form = dataSet.part(at, Entry.FORM);
    }

    private static Vr readAs(int tag, Vr vr) {
        return vr == Vr.UN ? Dictionary.standard().vr(tag) : vr;
    }

    /**
     * Returns the tag.
     *
     * @return group and element in one number
     */
    public int tag() {
        return dataSet.part(at, Entry.TAG);
    }

    /**
     * Returns the value representation.
     *
     * @return the one that came, or that of the dictionary if none came
     */
    public Vr vr() {
        return Entry.vr(form);
    }

    /**
     * Returns this element with its value read as that of another value representation: for private elements that came as UN.
     *
     * @param vr how to read it
     * @return the same element; {@link #vr()} stays
     */
    public Element as(Vr vr) {
        return new Element(dataSet, at, Objects.requireNonNull(vr, "vr"));
    }

    /**
     * Returns how long the value is.
     *
     * @return bytes as they came, padding and headers of items and fragments included; 0 for a sequence that was built
     */
    public int length() {
        if (!isNested()) {
            return dataSet.part(at, Entry.LENGTH);
        }
        return Entry.is(form, Entry.BARE | Entry.BUILT) ? 0 : origin().index()[record() + Entry.RECORD_LENGTH];
    }

    /**
     * Tells whether there is no value.
     *
     * @return whether the value has no byte, the sequence no item, or the encapsulated value no fragment
     */
    public boolean isEmpty() {
        return dataSet.part(at, Entry.LENGTH) == 0;
    }

    /**
     * Returns the value as text.
     *
     * @return the first of {@link #texts()}; empty if there is none, or it is blank
     */
    public Optional<String> text() {
        return isNested() ? Optional.empty() : Texts.first(this);
    }

    /**
     * Returns the values as texts, in the character set that is in force, without what does not count: spaces and NULs around
     * each, for LT, ST, UC, UR and UT only those behind. Numbers are written in decimal, tags as {@code (gggg,eeee)}.
     *
     * @return the values, perhaps empty ones; none if the element is empty, or holds bytes, words or items
     */
    public List<String> texts() {
        return isNested() ? List.of() : Texts.all(this);
    }

    /**
     * Returns the name of a person.
     *
     * @return the first name; empty if there is none
     */
    public Optional<PersonName> personName() {
        return text().map(PersonName::parse);
    }

    /**
     * Returns the names of persons.
     *
     * @return all values
     */
    public List<PersonName> personNames() {
        return texts().stream().map(PersonName::parse).toList();
    }

    /**
     * Returns a number without fraction: of IS, DS, SS, US, SL, UL, SV, UV.
     *
     * @return the first value; empty if there is none, or it does not fit
     */
    public OptionalInt integer() {
        OptionalLong number = longInteger();
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /**
     * Returns the numbers without fraction.
     *
     * @return all values; none if one of them is no such number or does not fit
     */
    public int[] integers() {
        long[] numbers = longIntegers();
        int[] narrow = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            narrow[i] = (int) numbers[i];
            if (narrow[i] != numbers[i]) {
                return new int[0];
            }
        }
        return narrow;
    }

    /**
     * Returns a large number without fraction.
     *
     * @return the first value; empty if there is none, or it does not fit, as some of UV do not
     */
    public OptionalLong longInteger() {
        return isNested() ? OptionalLong.empty() : Numbers.firstLong(this);
    }

    /**
     * Returns the large numbers without fraction.
     *
     * @return all values; none if one of them is no such number or does not fit
     */
    public long[] longIntegers() {
        return isNested() ? new long[0] : Numbers.longs(this);
    }

    /**
     * Returns a number, a decimal one as precisely as it was written.
     *
     * @return the first value; empty if there is none
     */
    public Optional<BigDecimal> decimal() {
        return isNested() ? Optional.empty() : Numbers.firstDecimal(this);
    }

    /**
     * Returns the numbers, decimal ones as precisely as they were written.
     *
     * @return all values; none if one of them is no number
     */
    public List<BigDecimal> decimals() {
        return isNested() ? List.of() : Numbers.decimals(this);
    }

    /**
     * Returns a number with fraction: of FL, FD, DS or any other number.
     *
     * @return the first value; empty if there is none
     */
    public OptionalDouble real() {
        double[] numbers = reals();
        return numbers.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[0]);
    }

    /**
     * Returns the numbers with fraction.
     *
     * @return all values; none if one of them is no number
     */
    public double[] reals() {
        return isNested() ? new double[0] : Numbers.reals(this);
    }

    /**
     * Returns a date.
     *
     * @return the first value; empty if it is none
     */
    public Optional<DicomDate> date() {
        return text().flatMap(DicomDate::parse);
    }

    /**
     * Returns a time of day.
     *
     * @return the first value; empty if it is none
     */
    public Optional<DicomTime> time() {
        return text().flatMap(DicomTime::parse);
    }

    /**
     * Returns a date and time.
     *
     * @return the first value; empty if it is none
     */
    public Optional<DicomDateTime> dateTime() {
        return text().flatMap(DicomDateTime::parse);
    }

    /**
     * Returns a range of dates.
     *
     * @return the range; empty if the value is none
     */
    public Optional<DateRange> dateRange() {
        return text().flatMap(DateRange::parse);
    }

    /**
     * Returns a range of times of day.
     *
     * @return the range; empty if the value is none
     */
    public Optional<TimeRange> timeRange() {
        return text().flatMap(TimeRange::parse);
    }

    /**
     * Returns a range of dates and times.
     *
     * @return the range; empty if the value is none
     */
    public Optional<DateTimeRange> dateTimeRange() {
        return text().flatMap(DateTimeRange::parse);
    }

    /**
     * Returns a unique identifier.
     *
     * @return the first value; empty if it is none
     */
    public Optional<Uid> uid() {
        return text().filter(Uid::isValid).map(Uid::of);
    }

    /**
     * Returns unique identifiers.
     *
     * @return those values that are some
     */
    public List<Uid> uids() {
        return parsed(text -> Uid.isValid(text) ? Optional.of(Uid.of(text)) : Optional.empty());
    }

    private <T> List<T> parsed(Function<String, Optional<T>> parse) {
        List<T> values = new ArrayList<>();
        for (String text : texts()) {
            parse.apply(text).ifPresent(values::add);
        }
        return List.copyOf(values);
    }

    /**
     * Returns tags, of AT.
     *
     * @return all values; none if these are no tags
     */
    public int[] tags() {
        return isNested() || readAs != Vr.AT ? new int[0] : Numbers.tags(this);
    }

    /**
     * Returns the items of a sequence.
     *
     * <p>One that came as UN of defined length is only now looked at; there are no items if it cannot be followed.
     *
     * @return the items; none if this is no sequence. The list is immutable, and makes each data set when it is asked for
     */
    public List<DataSet> sequence() {
        if (isNested()) {
            return isSequence() ? new Items(dataSet, origin(), record(), count()) : List.of();
        }
        return readAs == Vr.SQ && length() > 0 ? UnknownSequence.items(this) : List.of();
    }

    /**
     * Returns the fragments of an encapsulated value; the first is the basic offset table (PS3.5 section A.4).
     *
     * @return views of them, read-only; none if the value is not encapsulated
     */
    public List<ByteBuffer> fragments() {
        if (!isEncapsulated()) {
            return List.of();
        }
        int[] index = origin().index();
        ByteBuffer[] fragments = new ByteBuffer[count()];
        for (int i = 0; i < fragments.length; i++) {
            int fragment = record() + (i + 1) * Entry.SIZE;
            fragments[i] = view(index[fragment + Entry.ITEM_OFFSET], index[fragment + Entry.ITEM_LENGTH]);
        }
        return List.of(fragments);
    }

    /**
     * Returns the bytes of the value, as they came, without copying them.
     *
     * @return a view, read-only, whose order is that in which numbers came; without bytes for a sequence and an encapsulated
     *     value
     */
    public ByteBuffer buffer() {
        return isNested() ? view(0, 0) : view(offset(), length());
    }

    private ByteBuffer view(int offset, int length) {
        return ByteBuffer.wrap(origin().bytes(), offset, length)
                .slice()
                .asReadOnlyBuffer()
                .order(isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns the bytes of the value, in little endian.
     *
     * @return a copy; without bytes for a sequence and an encapsulated value
     */
    public byte[] bytes() {
        byte[] bytes = new byte[isNested() ? 0 : length()];
        if (bytes.length > 0) {
            ByteSwap.copy(source(), offset(), bytes, 0, bytes.length, isBigEndian() ? vr().swapUnit() : 1);
        }
        return bytes;
    }

    DataSet dataSet() {
        return dataSet;
    }

    /** Where its entry begins. */
    int at() {
        return at;
    }

    Vr readAs() {
        return readAs;
    }

    boolean isNested() {
        return Entry.is(form, Entry.NESTED);
    }

    /**
     * Tells whether the value is a number of fragments, as that of compressed pixel data (PS3.5 section A.4).
     *
     * @return whether {@link #fragments()} has what there is
     */
    public boolean isEncapsulated() {
        return isNested() && !isSequence();
    }

    boolean isSequence() {
        return isNested() && (vr() == Vr.SQ || vr() == Vr.UN);
    }

    boolean isBigEndian() {
        return Entry.is(form, Entry.BIG_ENDIAN);
    }

    byte[] source() {
        return origin().bytes();
    }

    int offset() {
        return dataSet.part(at, Entry.OFFSET);
    }

    /** Where the items or fragments begin. */
    int nestedOffset() {
        return origin().index()[record() + Entry.RECORD_OFFSET];
    }

    private int record() {
        return dataSet.part(at, Entry.OFFSET);
    }

    private int count() {
        return dataSet.part(at, Entry.LENGTH);
    }

    Origin origin() {
        return dataSet.origin(at);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Element element
                        && DataSetEquality.equal(dataSet, at, element.dataSet, element.at));
    }

    @Override
    public int hashCode() {
        return DataSetEquality.hash(dataSet, at);
    }

    /** Returns tag, value representation and length or number of items, never the value. */
    @Override
    public String toString() {
        String size = isSequence() ? count() + " items" : isNested() ? count() + " fragments" : length() + " bytes";
        return Tags.format(tag()) + " " + vr() + " " + size;
    }
}
