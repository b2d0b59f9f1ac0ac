package org.pacsscp.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.value.CharacterSet;
import org.pacsscp.dataset.value.DateRange;
import org.pacsscp.dataset.value.DateTimeRange;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.DicomDateTime;
import org.pacsscp.dataset.value.DicomTime;
import org.pacsscp.dataset.value.PersonName;
import org.pacsscp.dataset.value.TimeRange;

/**
 * A data set: elements in the order of their tags (PS3.5 section 7.1). Immutable, so threads may share it.
 *
 * <p>Elements keep the bytes that came. Each call decodes what it asks for, and nothing is decoded that nobody asks for.
 * Reading values is lenient: what is absent, empty or no value of the kind asked for is an empty {@code Optional} or list.
 * Of several values, the methods for one return the first.
 *
 * <pre>{@code
 * DataSet dataSet = DataSet.read(action.dataSet());
 * String patientId = dataSet.text(Tag.PATIENT_ID).orElse("");
 * for (DataSet step : dataSet.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE)) {
 *     step.date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE).ifPresent(dates::add);
 * }
 * DataSet answer = dataSet.with(elements -> elements.text(Tag.PATIENT_ID, "P1"));
 * return DimseStatus.SUCCESS.withDataSet(answer.in(action.presentationContext().transferSyntax()));
 * }</pre>
 *
 * <p>Two data sets are equal if they have the same elements with the same value representations and values, however they were
 * encoded; lengths of groups (gggg,0000) do not count. {@link #toString()} shows tags, value representations and lengths, and
 * never a value.
 *
 * @since 0.1.0
 */
public final class DataSet implements Iterable<Element> {
    private static final DataSet EMPTY = builder().build();
    private static final int MOST_SHOWN = 50;

    private final Origin[] origins;
    private final int[] index;
    private final int first;
    private final int count;
    private final RawRange raw;
    private final List<DataSetProblem> problems;

    /** Of an item, what holds it. */
    private final @Nullable DataSet parent;

    /** Found when text is first asked for; immutable, so it does not matter which thread sets it. */
    private @Nullable CharacterSet characterSet;

    private DataSet(
            Origin[] origins,
            int[] index,
            int first,
            int count,
            RawRange raw,
            List<DataSetProblem> problems,
            @Nullable DataSet parent) {
        this.origins = origins;
        this.index = index;
        this.first = first;
        this.count = count;
        this.raw = raw;
        this.problems = problems;
        this.parent = parent;
    }

    /** One that was read. */
    static DataSet ofRead(Origin origin, int first, int count, RawRange raw, List<DataSetProblem> problems) {
        return new DataSet(new Origin[] {origin}, origin.index(), first, count, raw, problems, null);
    }

    /** One whose elements come from several places, as their entries say; the first has the index. */
    static DataSet ofBuilt(Origin[] origins, int first, int count, RawRange raw) {
        return new DataSet(origins, origins[0].index(), first, count, raw, List.of(), null);
    }

    /** An item of a sequence. */
    DataSet item(Origin origin, int first, int count, RawRange itemRaw) {
        return new DataSet(new Origin[] {origin}, origin.index(), first, count, itemRaw, List.of(), this);
    }

    /** The same as an item of another, whose character set it inherits. */
    DataSet within(DataSet newParent) {
        return new DataSet(origins, index, first, count, raw, problems, newParent);
    }

    /**
     * Returns the data set without elements.
     *
     * @return an empty one
     */
    public static DataSet empty() {
        return EMPTY;
    }

    /**
     * Starts a data set.
     *
     * @return a builder without elements
     */
    public static DataSetBuilder builder() {
        return new DataSetBuilder(TagRules.DATA_SET);
    }

    /**
     * Reads what a peer sends, to its end, in the transfer syntax that was negotiated.
     *
     * @param in the data set of an action
     * @return the data set
     * @throws DataSetFormatException if it cannot be followed, or exceeds a default limit of {@link ReadOptions}
     * @throws IOException if it breaks
     */
    public static DataSet read(DataSetStream in) throws IOException {
        return read(in, ReadOptions.defaults());
    }

    /**
     * Reads what a peer sends, in the transfer syntax that was negotiated.
     *
     * @param in the data set of an action
     * @param options how far, what of it, within which limits
     * @return the data set
     * @throws DataSetFormatException if it cannot be followed, or exceeds a limit
     * @throws IOException if it breaks
     */
    public static DataSet read(DataSetStream in, ReadOptions options) throws IOException {
        try (DataSetReader reader = DataSetReader.of(in, options)) {
            return reader.rest();
        }
    }

    /**
     * Reads from a stream, to its end, which is not closed.
     *
     * @param in where the data set comes from
     * @param transferSyntax how it is encoded
     * @return the data set
     * @throws DataSetFormatException if it cannot be followed, or exceeds a default limit of {@link ReadOptions}
     * @throws IOException if the stream cannot be read
     */
    public static DataSet read(InputStream in, Uid transferSyntax) throws IOException {
        return read(in, transferSyntax, ReadOptions.defaults());
    }

    /**
     * Reads from a stream, which is not closed.
     *
     * @param in where the data set comes from; a few KiB may be read ahead
     * @param transferSyntax how it is encoded
     * @param options how far, what of it, within which limits
     * @return the data set
     * @throws DataSetFormatException if it cannot be followed, or exceeds a limit
     * @throws IOException if the stream cannot be read
     */
    public static DataSet read(InputStream in, Uid transferSyntax, ReadOptions options) throws IOException {
        try (DataSetReader reader = DataSetReader.of(in, transferSyntax, options)) {
            return reader.rest();
        }
    }

    /**
     * Reads from an array.
     *
     * @param bytes the data set; copied as far as they are held
     * @param transferSyntax how it is encoded
     * @return the data set
     * @throws DataSetFormatException if it cannot be followed, or exceeds a default limit of {@link ReadOptions}
     */
    public static DataSet read(byte[] bytes, Uid transferSyntax) throws DataSetFormatException {
        try {
            return read(bytes, transferSyntax, ReadOptions.defaults());
        } catch (DataSetFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("an array can be read, and nobody else takes part", e);
        }
    }

    /**
     * Reads from an array.
     *
     * @param bytes the data set; copied as far as they are held
     * @param transferSyntax how it is encoded
     * @param options how far, what of it, within which limits
     * @return the data set
     * @throws DataSetFormatException if it cannot be followed, or exceeds a limit
     * @throws IOException if a sink, a tee or an account of the options throws it
     */
    public static DataSet read(byte[] bytes, Uid transferSyntax, ReadOptions options) throws IOException {
        try (DataSetReader reader = DataSetReader.of(bytes, transferSyntax, options)) {
            return reader.rest();
        }
    }

    /**
     * Returns how many elements there are.
     *
     * @return their number, without those of items
     */
    public int size() {
        return count;
    }

    /**
     * Tells whether there is no element.
     *
     * @return whether {@link #size()} is 0
     */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * Tells whether there is an element, with a value or without.
     *
     * @param tag its tag
     * @return whether there is one
     */
    public boolean contains(int tag) {
        return find(tag) >= 0;
    }

    /**
     * Returns an element.
     *
     * @param tag its tag
     * @return the element; empty if there is none
     */
    public Optional<Element> element(int tag) {
        return Optional.ofNullable(elementOrNull(tag));
    }

    /**
     * Returns a private element by its creator, in whichever block it lies (PS3.5 section 7.8.1).
     *
     * @param creator the private creator
     * @param group the group, an odd number
     * @param element the last two digits of the element: 0 to FFH
     * @return the element; empty if there is none, or no such creator
     */
    public Optional<Element> privateElement(String creator, int group, int element) {
        Objects.checkIndex(element, 0x100);
        for (int block = 0x10; block <= 0xFF; block++) {
            Element reserved = elementOrNull(Tags.of(group, block));
            if (reserved != null && reserved.text().filter(creator::equals).isPresent()) {
                return element(Tags.of(group, (block << 8) | element));
            }
        }
        return Optional.empty();
    }

    private @Nullable Element elementOrNull(int tag) {
        int at = find(tag);
        return at < 0 ? null : new Element(this, at);
    }

    private int find(int tag) {
        return EntryOrder.find(index, first, count, tag);
    }

    /** Returns the elements in the order of their tags. */
    @Override
    public Iterator<Element> iterator() {
        return new Elements();
    }

    private <T> Optional<T> value(int tag, Function<Element, Optional<T>> read) {
        Element element = elementOrNull(tag);
        return element == null ? Optional.empty() : read.apply(element);
    }

    /**
     * Returns the text of an element; see {@link Element#text()}.
     *
     * @param tag its tag
     * @return its first value without padding; empty if it is absent, empty or no text
     */
    public Optional<String> text(int tag) {
        return value(tag, Element::text);
    }

    /**
     * Returns the texts of an element; see {@link Element#texts()}.
     *
     * @param tag its tag
     * @return its values without padding; none if it is absent, empty or no text
     */
    public List<String> texts(int tag) {
        Element element = elementOrNull(tag);
        return element == null ? List.of() : element.texts();
    }

    /**
     * Returns the name of a person.
     *
     * @param tag the element's tag
     * @return the name; empty if the element is absent or empty
     */
    public Optional<PersonName> personName(int tag) {
        return value(tag, Element::personName);
    }

    /**
     * Returns a number without fraction; see {@link Element#integer()}.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent, or no number that fits
     */
    public OptionalInt integer(int tag) {
        Element element = elementOrNull(tag);
        return element == null ? OptionalInt.empty() : element.integer();
    }

    /**
     * Returns a large number without fraction; see {@link Element#longInteger()}.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent, or no number that fits
     */
    public OptionalLong longInteger(int tag) {
        Element element = elementOrNull(tag);
        return element == null ? OptionalLong.empty() : element.longInteger();
    }

    /**
     * Returns a decimal number as precisely as it was written; see {@link Element#decimal()}.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent or no number
     */
    public Optional<BigDecimal> decimal(int tag) {
        return value(tag, Element::decimal);
    }

    /**
     * Returns a number with fraction; see {@link Element#real()}.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent or no number
     */
    public OptionalDouble real(int tag) {
        Element element = elementOrNull(tag);
        return element == null ? OptionalDouble.empty() : element.real();
    }

    /**
     * Returns a date.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent or no date
     */
    public Optional<DicomDate> date(int tag) {
        return value(tag, Element::date);
    }

    /**
     * Returns a time of day.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent or no time
     */
    public Optional<DicomTime> time(int tag) {
        return value(tag, Element::time);
    }

    /**
     * Returns a date and time.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent or no date and time
     */
    public Optional<DicomDateTime> dateTime(int tag) {
        return value(tag, Element::dateTime);
    }

    /**
     * Returns a range of dates, as queries have it.
     *
     * @param tag the element's tag
     * @return the range; empty if it is absent or none
     */
    public Optional<DateRange> dateRange(int tag) {
        return value(tag, Element::dateRange);
    }

    /**
     * Returns a range of times of day, as queries have it.
     *
     * @param tag the element's tag
     * @return the range; empty if it is absent or none
     */
    public Optional<TimeRange> timeRange(int tag) {
        return value(tag, Element::timeRange);
    }

    /**
     * Returns a range of dates and times, as queries have it.
     *
     * @param tag the element's tag
     * @return the range; empty if it is absent or none
     */
    public Optional<DateTimeRange> dateTimeRange(int tag) {
        return value(tag, Element::dateTimeRange);
    }

    /**
     * Returns a unique identifier.
     *
     * @param tag the element's tag
     * @return the first value; empty if it is absent or no UID
     */
    public Optional<Uid> uid(int tag) {
        return value(tag, Element::uid);
    }

    /**
     * Returns the items of a sequence; see {@link Element#sequence()}.
     *
     * @param tag the sequence's tag
     * @return its items; none if it is absent or no sequence
     */
    public List<DataSet> sequence(int tag) {
        Element element = elementOrNull(tag);
        return element == null ? List.of() : element.sequence();
    }

    /**
     * Returns the bytes of a value without copying them; see {@link Element#buffer()}.
     *
     * @param tag the element's tag
     * @return the bytes; empty if the element is absent
     */
    public Optional<ByteBuffer> bytes(int tag) {
        return element(tag).map(Element::buffer);
    }

    /**
     * Returns the character set in which text is encoded: that of Specific Character Set (0008,0005), in an item without one
     * that of the data set which holds it (PS3.5 section 7.5.3).
     *
     * @return the character set
     */
    public CharacterSet characterSet() {
        CharacterSet known = characterSet;
        if (known == null) {
            Element own = elementOrNull(Tag.SPECIFIC_CHARACTER_SET);
            if (own != null) {
                known = CharacterSet.of(own.texts());
            } else {
                known = parent == null ? CharacterSet.DEFAULT : parent.characterSet();
            }
            characterSet = known;
        }
        return known;
    }

    /**
     * Returns what was wrong when the data set was read, the first hundred problems. It does not count for {@link #equals}.
     *
     * @return problems in the order of the data; none for items and for what was built
     */
    public List<DataSetProblem> problems() {
        return problems;
    }

    /**
     * Tells whether the data set was read to where it should be.
     *
     * @return {@code false} only with {@link ReadOptions.Builder#keepWhatCame()}, if the last problem ended the reading
     */
    public boolean isComplete() {
        return problems.isEmpty() || !problems.get(problems.size() - 1).fault().isFatal();
    }

    /**
     * Starts from these elements.
     *
     * @return a builder with all of them
     */
    public DataSetBuilder toBuilder() {
        return builder().addAll(this);
    }

    /**
     * Returns a data set with other elements.
     *
     * @param change adds, replaces and removes elements
     * @return the other one
     * @throws IllegalArgumentException as the builder's methods and {@link DataSetBuilder#build()}
     */
    public DataSet with(Consumer<DataSetBuilder> change) {
        DataSetBuilder builder = toBuilder();
        change.accept(builder);
        return builder.build();
    }

    /**
     * Returns a data set with less elements.
     *
     * @param tags whose elements are left out
     * @return the other one; this, if it has none of them
     */
    public DataSet without(int... tags) {
        for (int tag : tags) {
            if (contains(tag)) {
                return with(elements -> elements.remove(tags));
            }
        }
        return this;
    }

    /**
     * Returns a data set with the elements of both; where both have one, with the other's.
     *
     * <p>If the other has a Specific Character Set, text of this is encoded in that; else text of the other in that of this.
     *
     * @param other elements to add
     * @return the data set of all
     * @throws IllegalArgumentException if a text cannot be encoded in the character set of both
     */
    public DataSet merge(DataSet other) {
        return toBuilder().addAll(other).build();
    }

    /**
     * Returns what writes this data set in a transfer syntax: the bytes that came, if they are encoded so.
     *
     * @param transferSyntax the encoding
     * @return a writer, which may be used any number of times
     * @throws IllegalArgumentException if pixel data would have to be compressed or decompressed
     */
    public DataSetWriter in(Uid transferSyntax) {
        PixelDataRules.check(this, transferSyntax);
        return new DataSetEncoder(this, transferSyntax);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof DataSet dataSet && DataSetEquality.equal(this, dataSet));
    }

    @Override
    public int hashCode() {
        return DataSetEquality.hash(this);
    }

    /** Returns tags, value representations and lengths, never a value. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "DataSet[", "]");
        int shown = 0;
        for (Element element : this) {
            if (shown++ == MOST_SHOWN) {
                return text.add((count - MOST_SHOWN) + " more").toString();
            }
            text.add(element.toString());
        }
        return text.toString();
    }

    /** The number of an entry's part; {@code at} is where the entry begins. */
    int part(int at, int part) {
        return index[at + part];
    }

    Origin origin(int at) {
        return origins[Entry.origin(index[at + Entry.FORM])];
    }

    /** Of one that was read, or an item. */
    Origin onlyOrigin() {
        return origins[0];
    }

    Origin[] origins() {
        return origins;
    }

    /** The array with the entries, between {@link #firstEntry} and {@link #endOfEntries}; nobody changes it. */
    int[] entries() {
        return index;
    }

    /** Where the first entry begins. */
    int firstEntry() {
        return first;
    }

    /** Where the last entry ends. */
    int endOfEntries() {
        return first + count * Entry.SIZE;
    }

    RawRange raw() {
        return raw;
    }

    private final class Elements implements Iterator<Element> {
        private int at = first;

        @Override
        public boolean hasNext() {
            return at < endOfEntries();
        }

        @Override
        public Element next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Element element = new Element(DataSet.this, at);
            at += Entry.SIZE;
            return element;
        }
    }
}
