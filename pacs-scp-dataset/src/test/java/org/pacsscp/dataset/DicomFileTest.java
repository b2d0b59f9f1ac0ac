package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

class DicomFileTest {
    private static final Uid EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    static List<Uid> encodings() {
        return SampleDataSets.ENCODINGS;
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void isReadAsItWasWritten(Uid encoding) throws IOException {
        Path path = directory.resolve("file.dcm");
        DicomFile.of(SampleDataSets.sample(), encoding).write(path);
        DicomFile file = DicomFile.read(path);

        assertThat(file.transferSyntax()).isEqualTo(encoding);
        assertThat(file.meta().sopClass()).contains(Uid.of("1.2.840.10008.5.1.4.1.1.2"));
        assertThat(file.meta().sopInstance()).contains(Uid.of("1.2.3.4"));
        assertThat(file.dataSet().integer(Tag.COLUMNS)).hasValue(2);
        assertThat(file.dataSet().problems()).isEmpty();
        assertThat(bytes(file)).isEqualTo(Files.readAllBytes(path));
        for (Uid other : SampleDataSets.ENCODINGS) {
            assertThat(DicomFile.read(new ByteArrayInputStream(bytes(file.in(other))), ReadOptions.defaults())
                            .transferSyntax())
                    .isEqualTo(other);
        }
    }

    /** PS3.10 Table 7.1-1. */
    @Test
    void hasFileMetaInformation() throws IOException {
        byte[] bytes = bytes(DicomFile.of(SampleDataSets.sample(), EXPLICIT));
        byte[] rest = Arrays.copyOfRange(bytes, 144, bytes.length);
        Encoded expected = Encoded.explicit()
                .element(Tag.FILE_META_INFORMATION_VERSION, "OB", "\0\1")
                .element(Tag.MEDIA_STORAGE_SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.2\0")
                .element(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, "UI", "1.2.3.4\0")
                .element(Tag.TRANSFER_SYNTAX_UID, "UI", "1.2.840.10008.1.2.1\0")
                .element(Tag.IMPLEMENTATION_CLASS_UID, "UI", ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID.value())
                .element(Tag.IMPLEMENTATION_VERSION_NAME, "SH", ServerConfig.DEFAULT_IMPLEMENTATION_VERSION_NAME);

        assertThat(Arrays.copyOf(bytes, 144))
                .isEqualTo(Encoded.explicit()
                        .bytes(new byte[128])
                        .ascii("DICM")
                        .header(Tag.FILE_META_INFORMATION_GROUP_LENGTH, "UL", 4)
                        .u32(expected.size())
                        .toBytes());
        assertThat(rest).startsWith(expected.toBytes());
        assertThat(Arrays.copyOfRange(rest, expected.size(), rest.length))
                .isEqualTo(SampleDataSets.encoded(SampleDataSets.sample(), EXPLICIT));
    }

    @Test
    void changesFileMetaInformation() throws IOException {
        FileMetaInformation meta = FileMetaInformation.of(Uid.of("1.2"), Uid.of("1.3"), EXPLICIT)
                .with(elements -> elements.text(Tag.SOURCE_APPLICATION_ENTITY_TITLE, "CT_1"));
        DicomFile file = DicomFile.read(
                new ByteArrayInputStream(bytes(DicomFile.of(meta, DataSet.empty()))), ReadOptions.defaults());

        assertThat(file.meta().elements().text(Tag.SOURCE_APPLICATION_ENTITY_TITLE))
                .contains("CT_1");
        assertThat(file.meta().elements().problems()).isEmpty();
        assertThatThrownBy(() -> meta.with(elements -> elements.text(Tag.PATIENT_ID, "P1")))
                .hasMessage("(0010,0020) LO: this group may not be here");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void isReadWithoutAnythingBeforeIt(Uid encoding) throws IOException {
        if (encoding.equals(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
            return; // Nothing shows it.
        }
        byte[] bytes = SampleDataSets.encoded(SampleDataSets.sample(), encoding);
        DicomFile file = DicomFile.read(new ByteArrayInputStream(bytes), ReadOptions.defaults());

        assertThat(file.transferSyntax()).isEqualTo(encoding);
        assertThat(file.meta().preamble()).isEmpty();
        assertThat(file.dataSet().integer(Tag.COLUMNS)).hasValue(2);
        assertThat(bytes(file)).isEqualTo(bytes);
        assertThat(bytes(file.in(EXPLICIT))).hasSizeGreaterThan(bytes.length - 100);
    }

    @Test
    void isReadWithoutPreamble() throws IOException {
        byte[] whole = bytes(DicomFile.of(SampleDataSets.sample(), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));
        byte[] bytes = Arrays.copyOfRange(whole, 132, whole.length);
        DicomFile file = DicomFile.read(new ByteArrayInputStream(bytes), ReadOptions.defaults());

        assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        assertThat(bytes(file)).isEqualTo(bytes);
    }

    @Test
    void keepsAPreambleThatIsUsed() throws IOException {
        byte[] bytes = bytes(DicomFile.of(SampleDataSets.sample(), EXPLICIT));
        bytes[0] = 'I';
        bytes[1] = 'I';
        DicomFile file = DicomFile.read(new ByteArrayInputStream(bytes), ReadOptions.defaults());

        assertThat(file.meta().preamble()).hasSize(128).startsWith('I', 'I');
        assertThat(bytes(file)).isEqualTo(bytes);
    }

    @Test
    void stopsBeforeATagAndCopiesTheRest() throws IOException {
        byte[] bytes = bytes(DicomFile.of(SampleDataSets.sample(), EXPLICIT));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        DicomFile file = DicomFile.read(
                new ByteArrayInputStream(bytes),
                ReadOptions.builder().stopBefore(Tag.ROWS).tee(copy).build());

        assertThat(file.dataSet().contains(Tag.ROWS)).isFalse();
        assertThat(file.dataSet().contains(Tag.PATIENT_NAME)).isTrue();
        assertThat(copy.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void saysWhereAFileIsBroken() throws IOException {
        byte[] bytes = bytes(DicomFile.of(SampleDataSets.sample(), EXPLICIT));

        assertThatThrownBy(() ->
                        DicomFile.read(new ByteArrayInputStream(bytes, 0, bytes.length - 1), ReadOptions.defaults()))
                .hasMessage("(7FE0,0010) at byte %d: the data end too early (length 4, 3 left)"
                        .formatted(bytes.length - 16));
    }

    @Test
    void needsToKnowTheInstance() {
        assertThatThrownBy(() -> DicomFile.of(DataSet.empty(), EXPLICIT))
                .hasMessage("the data set has no UID (0008,0016); give file meta information with it");
    }

    private static byte[] bytes(DicomFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);
        return out.toByteArray();
    }
}
