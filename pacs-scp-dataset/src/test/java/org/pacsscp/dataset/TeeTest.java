package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** The bytes of a data set go somewhere, unchanged, while it is read. */
class TeeTest {
    private static final Uid EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    private static byte[] instance(int pixels) throws IOException {
        byte[] values = new byte[pixels];
        new Random(1).nextBytes(values);
        DataSet dataSet = SampleDataSets.sample().with(elements -> elements.bytes(Tag.PIXEL_DATA, Vr.OW, values));
        return SampleDataSets.encoded(dataSet, EXPLICIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_000, 1_000_000})
    void writesWhatIsNotLookedAt(int pixels) throws IOException {
        byte[] bytes = instance(pixels);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ReadOptions.Builder options = ReadOptions.builder().stopBefore(Tag.PIXEL_DATA);

        DataSet header = DataSet.read(
                new ByteArrayInputStream(bytes), EXPLICIT, options.tee(copy).build());
        assertThat(copy.toByteArray()).isEqualTo(bytes);
        assertThat(header).isEqualTo(SampleDataSets.sample().without(Tag.PIXEL_DATA));
    }

    @Test
    void writesWhatIsSkipped() throws IOException {
        byte[] bytes = instance(1_000_000);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        DataSet.read(
                bytes,
                EXPLICIT,
                ReadOptions.builder().skipValuesAbove(100).tee(copy).build());
        assertThat(copy.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void writesFromTheStreamOfAnActionToAFile() throws IOException {
        byte[] bytes = instance(1_000_000);
        Path file = directory.resolve("instance");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            DataSet header = DataSet.read(
                    DataSetStream.of(EXPLICIT, bytes),
                    ReadOptions.builder().stopBefore(Tag.PIXEL_DATA).tee(out).build());
            assertThat(header.text(Tag.IMAGE_TYPE)).contains("ORIGINAL");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void writesDeflatedDataAsTheyCame() throws IOException {
        byte[] bytes = SampleDataSets.encoded(
                DataSet.read(instance(100_000), EXPLICIT), TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        DataSet header = DataSet.read(
                new ByteArrayInputStream(bytes),
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                ReadOptions.builder().stopBefore(Tag.PIXEL_DATA).tee(copy).build());
        assertThat(copy.toByteArray()).isEqualTo(bytes);
        assertThat(header.text(Tag.IMAGE_TYPE)).contains("ORIGINAL");
    }

    @Test
    void isWholeEvenIfTheDataSetIsMalformed() throws IOException {
        byte[] bytes = instance(100_000);
        bytes[4] = 0;
        bytes[20] = '?';
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        assertThatThrownBy(() -> DataSet.read(
                        new ByteArrayInputStream(bytes),
                        EXPLICIT,
                        ReadOptions.builder().tee(copy).build()))
                .isInstanceOf(DataSetFormatException.class);
        assertThat(copy.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void isLeftByAReaderThatIsNotReadToItsEnd() throws IOException {
        byte[] bytes = instance(100_000);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (DataSetReader reader = DataSetReader.of(
                new ByteArrayInputStream(bytes),
                EXPLICIT,
                ReadOptions.builder().stopBefore(Tag.PIXEL_DATA).tee(copy).build())) {
            while (reader.next() != ReadEvent.END) {
                // Nothing is wanted of it.
            }
            assertThat(copy.size()).isLessThan(bytes.length);
            reader.rest();
        }
        assertThat(copy.toByteArray()).isEqualTo(bytes);
    }
}
