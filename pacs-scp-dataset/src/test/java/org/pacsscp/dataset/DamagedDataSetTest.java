package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.dataset.SampleDataSets.encoded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** Data sets cut off at every byte, and with bytes that were changed: nothing but what is documented happens. */
class DamagedDataSetTest {
    private static final int MUTATIONS = Integer.getInteger("pacsscp.dataset.mutations", 2_000);
    private static final ReadOptions TIGHT =
            ReadOptions.builder().maxBytesHeld(1 << 20).maxElements(10_000).build();

    @SuppressWarnings("ArrayRecordComponent") // Only read.
    private record Sample(Uid transferSyntax, byte[] bytes) {
        @Override
        public String toString() {
            return transferSyntax.value();
        }
    }

    static Stream<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Uid encoding : SampleDataSets.ENCODINGS) {
            samples.add(new Sample(encoding, encoded(SampleDataSets.sample(), encoding)));
        }
        samples.add(new Sample(SampleDataSets.ENCAPSULATED, SampleDataSets.undefinedLengths()));
        return samples.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadUpToWhereItIsCutOff(Sample sample) throws IOException {
        DataSet whole = DataSet.read(sample.bytes(), sample.transferSyntax());
        int complete = 0;
        for (int length = 0; length < sample.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(sample.bytes(), length);
            Optional<DataSet> read = read(cut, sample.transferSyntax());
            DataSet kept = DataSet.read(
                    cut,
                    sample.transferSyntax(),
                    ReadOptions.builder().keepWhatCame().build());
            assertThat(kept.isComplete()).isEqualTo(read.isPresent());
            for (Element element : kept) {
                if (!element.isNested()) {
                    assertThat(whole.element(element.tag())).contains(element);
                }
            }
            complete += read.isPresent() ? 1 : 0;
        }
        // A cut between two elements cannot be told from an end, except in a deflated data set.
        boolean deflated = sample.transferSyntax().equals(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(complete).isBetween(deflated ? 0 : whole.size(), deflated ? 1 : whole.size());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadOrRefusedWhateverItSays(Sample sample) throws IOException {
        Random random = new Random(20240229);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(sample.bytes(), random);
            Optional<DataSet> read = read(mutated, sample.transferSyntax());
            if (read.isPresent()) {
                assertUsable(read.get());
            } else {
                refused++;
            }
            assertUsable(DataSet.read(
                    mutated,
                    sample.transferSyntax(),
                    TIGHT.toBuilder().keepWhatCame().build()));
        }
        assertThat(refused).isBetween(MUTATIONS / 50, MUTATIONS - MUTATIONS / 50);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int change = 1 + random.nextInt(4); change > 0; change--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt();
                case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated[at] = (byte) 0xFF;
                default ->
                    System.arraycopy(
                            bytes, random.nextInt(bytes.length), mutated, at, Math.min(1, mutated.length - at));
            }
        }
        return mutated;
    }

    /** From an array, and from a stream that gives a few bytes at a time: the same must come of both. */
    private static Optional<DataSet> read(byte[] bytes, Uid transferSyntax) throws IOException {
        Optional<DataSet> fromArray = attempt(() -> DataSet.read(bytes, transferSyntax, TIGHT));
        Optional<DataSet> fromStream = attempt(() -> DataSet.read(new Dripping(bytes), transferSyntax, TIGHT));
        assertThat(fromStream).isEqualTo(fromArray);
        return fromArray;
    }

    @FunctionalInterface
    private interface Reading {
        DataSet read() throws IOException;
    }

    private static Optional<DataSet> attempt(Reading reading) throws IOException {
        try {
            return Optional.of(reading.read());
        } catch (DataSetFormatException e) {
            assertThat(e.problem().fault().isFatal()).isTrue();
            return Optional.empty();
        }
    }

    private static void assertUsable(DataSet dataSet) throws IOException {
        walk(dataSet);
        assertThat(dataSet.toString()).isNotEmpty();
        for (Uid encoding : SampleDataSets.ENCODINGS) {
            if (!dataSet.element(Tag.PIXEL_DATA).map(Element::isNested).orElse(false)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                dataSet.in(encoding).writeTo(out);
            }
        }
        assertThat(dataSet.toBuilder().build().size()).isLessThanOrEqualTo(dataSet.size());
    }

    private static void walk(DataSet dataSet) {
        for (Element element : dataSet) {
            element.texts();
            element.personNames();
            element.decimals();
            element.longIntegers();
            element.reals();
            element.tags();
            element.uids();
            element.bytes();
            element.fragments();
            element.dateRange();
            element.sequence().forEach(DamagedDataSetTest::walk);
        }
    }

    private static final class Dripping extends InputStream {
        private final ByteArrayInputStream in;

        Dripping(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return in.read(bytes, offset, Math.min(length, 7));
        }
    }
}
