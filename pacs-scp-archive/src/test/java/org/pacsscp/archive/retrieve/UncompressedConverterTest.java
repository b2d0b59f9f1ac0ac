package org.pacsscp.archive.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

class UncompressedConverterTest {
    private static final List<Uid> SYNTAXES = List.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    @TempDir
    private Path directory = Path.of("");

    private final UncompressedConverter converter = new UncompressedConverter();

    static Stream<Arguments> conversions() {
        List<Arguments> conversions = new ArrayList<>();
        for (Uid from : SYNTAXES) {
            for (Uid to : SYNTAXES) {
                conversions.add(Arguments.of(from, to));
            }
        }
        return conversions.stream();
    }

    /** What comes out is what the data set itself would write, which is tested elsewhere. */
    @ParameterizedTest
    @MethodSource("conversions")
    void convertsEverything(Uid from, Uid to) throws IOException {
        byte[] pixels = new byte[2 * 75_001];
        new Random(3).nextBytes(pixels);
        DataSet image = header().with(builder ->
                builder.bytes(Tag.PIXEL_DATA, Vr.OW, pixels).bytes(Tag.DATA_SET_TRAILING_PADDING, Vr.OB, new byte[10]));

        assertThat(DataSet.read(convert(image, from, to), to)).isEqualTo(DataSet.read(written(image, from), from));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void convertsWhatHasNoPixels(Uid from, Uid to) throws IOException {
        assertThat(DataSet.read(convert(header(), from, to), to))
                .isEqualTo(DataSet.read(written(header(), from), from));
    }

    @Test
    void writesTheBytesOfTheStandard() throws IOException {
        DataSet image = DataSet.builder()
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {1, 2, 3, 4})
                .build();

        assertThat(convert(image, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN))
                .containsExactly(0x7F, 0xE0, 0, 0x10, 'O', 'W', 0, 0, 0, 0, 0, 4, 2, 1, 4, 3);
    }

    @Test
    void hasNoCodec() {
        assertThat(converter.converts(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.JPEG_2000_LOSSLESS))
                .isFalse();
        assertThat(converter.converts(TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isFalse();
    }

    private static DataSet header() {
        return DataSet.builder()
                .uid(Tag.SOP_CLASS_UID, Uid.of("1.2.840.10008.5.1.4.1.1.2"))
                .uid(Tag.SOP_INSTANCE_UID, Uid.of("1.2.3"))
                .text(Tag.PATIENT_NAME, "Invented^Name")
                .sequence(
                        Tag.REFERENCED_STUDY_SEQUENCE,
                        DataSet.builder()
                                .uid(Tag.REFERENCED_SOP_INSTANCE_UID, Uid.of("1.2.4"))
                                .build())
                .integer(Tag.ROWS, 3)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .build();
    }

    private byte[] convert(DataSet dataSet, Uid from, Uid to) throws IOException {
        Path path = directory.resolve("file");
        byte[] before = new byte[17];
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(before);
        file.writeBytes(written(dataSet, from));
        Files.write(path, file.toByteArray());
        try (FileChannel channel = FileChannel.open(path)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            converter
                    .prepare(new StoredDataSet(from, channel, before.length), to)
                    .writeTo(out);
            return out.toByteArray();
        }
    }

    private static byte[] written(DataSet dataSet, Uid syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataSet.in(syntax).writeTo(out);
        return out.toByteArray();
    }
}
