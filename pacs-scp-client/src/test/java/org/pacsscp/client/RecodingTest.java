package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** Heads and data sets of files and streams, in every encoding that is not compressed; the testkit's codec is the judge. */
class RecodingTest {
    private final DataSet image = Invention.ofSeed(7).image(Modality.CT);

    @TempDir
    private Path directory = Path.of("");

    static Stream<Uid> encodings() {
        return Stream.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void sendsTheBytesOfAFileAsTheyAre(Uid syntax) throws IOException {
        byte[] dataSet = DataSets.encode(image, syntax);
        InstanceSource source = InstanceSource.file(file(syntax, dataSet));

        InstanceHead head = source.head();

        assertThat(head.sopClass()).isEqualTo(Modality.CT.sopClass());
        assertThat(head.transferSyntax()).isEqualTo(syntax);
        assertThat(image.uid(Tag.SOP_INSTANCE_UID)).contains(head.sopInstance());
        assertThat(written(source, head, syntax)).isEqualTo(dataSet);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void convertsAFileToEveryOther(Uid syntax) throws IOException {
        InstanceSource source = InstanceSource.file(file(syntax, DataSets.encode(image, syntax)));
        InstanceHead head = source.head();

        for (Uid other : encodings().toList()) {
            assertThat(DataSets.decode(written(source, head, other), other))
                    .as("%s to %s", syntax.name(), other.name())
                    .isEqualTo(image);
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void sendsTheBytesOfAStreamOnce(Uid syntax) throws IOException {
        byte[] dataSet = DataSets.encode(image, syntax);
        InputStream in = new ByteArrayInputStream(Files.readAllBytes(file(syntax, dataSet)));
        InstanceSource source = InstanceSource.stream("-", in);

        InstanceHead head = source.head();

        assertThat(written(source, head, syntax)).isEqualTo(dataSet);
        assertThatThrownBy(() -> written(source, head, syntax)).isInstanceOf(IOException.class);
        assertThatThrownBy(source::head).isInstanceOf(IOException.class);
        assertThat(source.isRepeatable()).isFalse();
    }

    @Test
    void readsADataSetWithoutFileMetaInformation() throws IOException {
        byte[] dataSet = DataSets.encode(image, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        InstanceSource source = InstanceSource.file(Files.write(directory.resolve("bare"), dataSet));

        InstanceHead head = source.head();

        assertThat(head.dataSetAt()).isZero();
        assertThat(head.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(written(source, head, head.transferSyntax())).isEqualTo(dataSet);
    }

    @Test
    void believesTheDataSetMoreThanWhatTheFileSaysOfIt() throws IOException {
        DicomFile file = DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DicomFile other = DicomFile.of(
                file.meta().with(elements -> elements.uid(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Uid.of("2.25.99"))),
                image);
        Path path = directory.resolve("differs.dcm");
        other.write(path);

        assertThat(image.uid(Tag.SOP_INSTANCE_UID))
                .contains(InstanceSource.file(path).head().sopInstance());
    }

    @Test
    void takesTheUidsFromTheFileWhereTheDataSetHasNone() throws IOException {
        DicomFile file = DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Path path = directory.resolve("nameless.dcm");
        DicomFile.of(file.meta(), image.without(Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID))
                .write(path);

        InstanceHead head = InstanceSource.file(path).head();

        assertThat(image.uid(Tag.SOP_INSTANCE_UID)).contains(head.sopInstance());
    }

    @Test
    void saysWhatIsNoInstance() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.txt"), "nothing of DICOM, whatever it begins with");

        assertThatThrownBy(() -> InstanceSource.file(text).head()).isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () -> InstanceSource.file(directory.resolve("absent")).head())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        InstanceSource.of(image.without(Tag.SOP_CLASS_UID)).head())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("(0008,0016)");
    }

    @Test
    void refusesCompressedPixelDataWithoutATransferSyntax() {
        DataSet compressed =
                image.with(elements -> elements.encapsulatedPixelData(List.of(new byte[0], new byte[] {1, 2})));

        assertThatThrownBy(() -> InstanceSource.of(compressed)).isInstanceOf(IllegalArgumentException.class);
    }

    private Path file(Uid syntax, byte[] dataSet) throws IOException {
        DicomFile file = DicomFile.of(image, syntax);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.meta().writeTo(out);
        out.write(dataSet);
        return Files.write(directory.resolve(syntax + ".dcm"), out.toByteArray());
    }

    private static byte[] written(InstanceSource source, InstanceHead head, Uid syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.in(head, syntax).writeTo(out);
        return out.toByteArray();
    }
}
