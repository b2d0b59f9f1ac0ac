package org.pacsscp.dataset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pacsscp.api.Uid;

/** Any bytes as a data set: the first byte says in which encoding, and whether they come from an array or a stream. */
class DataSetFuzzTest {
    private static final ReadOptions OPTIONS = ReadOptions.builder()
            .maxBytesHeld(1 << 20)
            .maxElements(10_000)
            .keepWhatCame()
            .build();

    @FuzzTest
    void readsOrRefuses(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        int choice = input[0] & 0x3;
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        var encoding = SampleDataSets.ENCODINGS.get(choice);
        DataSet fromArray = DataSet.read(bytes, encoding, OPTIONS);
        DataSet fromStream = DataSet.read(new ByteArrayInputStream(bytes), encoding, OPTIONS);
        if (!fromArray.equals(fromStream) || fromArray.hashCode() != fromStream.hashCode()) {
            throw new AssertionError("an array and a stream are not read the same");
        }
        if (!elements(fromArray).equals(elementsByPieces(bytes, encoding))) {
            throw new AssertionError("piece by piece something else is read");
        }
        walk(fromArray);
        if (!isEncapsulated(fromArray)) {
            convert(fromArray);
        }
    }

    /** Tags with lengths, the first of each tag; of sequences the same of their items. */
    private static Map<Integer, Object> elements(DataSet dataSet) {
        Map<Integer, Object> elements = new TreeMap<>();
        for (Element element : dataSet) {
            elements.put(element.tag(), content(element));
        }
        return elements;
    }

    private static Object content(Element element) {
        if (element.isSequence()) {
            return element.sequence().stream().map(DataSetFuzzTest::elements).toList();
        }
        return element.isNested() ? element.fragments().size() : element.length();
    }

    /** The same as {@link DataSetReader} has them, which looks at each by itself. */
    private static Map<Integer, Object> elementsByPieces(byte[] bytes, Uid encoding) throws IOException {
        Map<Integer, Object> elements = new TreeMap<>();
        try (DataSetReader reader = DataSetReader.of(bytes, encoding, OPTIONS)) {
            takePieces(reader, elements);
        } catch (DataSetFormatException e) {
            // What came before is what the other way of reading keeps.
        }
        return elements;
    }

    private static void takePieces(DataSetReader reader, Map<Integer, Object> elements) throws IOException {
        while (true) {
            switch (reader.next()) {
                case ELEMENT -> {
                    // One whose value is not all there is not kept.
                    int length = (int) reader.transferTo(OutputStream.nullOutputStream());
                    elements.putIfAbsent(reader.tag(), length);
                }
                case SEQUENCE -> {
                    List<Object> items = new ArrayList<>();
                    elements.putIfAbsent(reader.tag(), items);
                    takeItems(reader, items);
                }
                case FRAGMENTS -> takeFragments(reader, reader.tag(), elements);
                default -> {
                    return;
                }
            }
        }
    }

    private static void takeItems(DataSetReader reader, List<Object> items) throws IOException {
        while (reader.next() == ReadEvent.ITEM) {
            Map<Integer, Object> item = new TreeMap<>();
            items.add(item);
            takePieces(reader, item);
        }
    }

    private static void takeFragments(DataSetReader reader, int tag, Map<Integer, Object> elements) throws IOException {
        int fragments = 0;
        try {
            while (reader.next() == ReadEvent.FRAGMENT) {
                reader.transferTo(OutputStream.nullOutputStream());
                fragments++;
            }
        } finally {
            elements.putIfAbsent(tag, fragments);
        }
    }

    private static boolean isEncapsulated(DataSet dataSet) {
        return dataSet.element(Tag.PIXEL_DATA).map(Element::isNested).orElse(false);
    }

    private static void convert(DataSet dataSet) throws IOException {
        for (var encoding : SampleDataSets.ENCODINGS) {
            byte[] written = SampleDataSets.encoded(dataSet, encoding);
            DataSet again = DataSet.read(written, encoding, OPTIONS);
            byte[] twice = SampleDataSets.encoded(again, encoding);
            boolean deflated = encoding.equals(SampleDataSets.ENCODINGS.get(3));
            if (again.problems().isEmpty() && !deflated && !Arrays.equals(written, twice)) {
                throw new AssertionError("what was written and read is not written again as it came");
            }
        }
    }

    private static void walk(DataSet dataSet) {
        for (Element element : dataSet) {
            element.texts();
            Optional<String> text = element.text();
            Objects.requireNonNull(text);
            element.decimals();
            element.longIntegers();
            element.reals();
            element.tags();
            element.bytes();
            element.fragments();
            for (DataSet item : element.sequence()) {
                walk(item);
            }
        }
    }
}
