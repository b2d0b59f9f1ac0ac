package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;

/** The commands {@code dump}, {@code convert} and {@code json}. Alone, since one test changes the standard input. */
@Isolated
class FileCommandsTest {
    private static final DataSet DATA_SET = DataSet.builder()
            .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
            .uid(Tag.SOP_INSTANCE_UID, Uid.of("1.2.3"))
            .text(Tag.PATIENT_NAME, "Doe^Jane")
            .integer(Tag.ROWS, 2)
            .build();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        file = directory.resolve("image.dcm");
        DicomFile.of(DATA_SET, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
    }

    private int run(Object... arguments) {
        String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        return Main.commandLine(texts)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
    }

    @Test
    void dumpsMaskedUnlessValuesAreWanted() {
        assertThat(run("dump", file)).isZero();
        assertThat(out.toString()).contains("PN (masked)", "US 2 ").doesNotContain("Doe", "\u001b");
        assertThat(run("dump", "--values", file)).isZero();
        assertThat(out.toString()).contains("PN [Doe^Jane]");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump --values", "dump --values -", "json", "json -"})
    void readsTheStandardInput(String arguments) throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(file)));
        try {
            assertThat(run((Object[]) arguments.split(" ", -1))).as("%s", err).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("Doe^Jane");
    }

    @Test
    void readsADataSetWithoutFileMetaInformation() throws IOException {
        for (Uid transferSyntax : List.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)) {
            try (var bare = Files.newOutputStream(file)) {
                DATA_SET.in(transferSyntax).writeTo(bare);
            }
            assertThat(run("dump", "--values", file)).isZero();
            assertThat(out.toString()).contains("PN [Doe^Jane]").doesNotContain("meta");
            out.getBuffer().setLength(0);
        }
    }

    @Test
    void readsADataSetThatDoesNotShowItsEncoding() throws IOException {
        Path bare = directory.resolve("bare");
        try (var deflated = Files.newOutputStream(bare)) {
            DATA_SET.in(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN).writeTo(deflated);
        }
        String encoding = "--data-set-in=DeflatedExplicitVRLittleEndian";
        assertThat(run("dump", "--values", encoding, bare)).as("%s", err).isZero();
        assertThat(out.toString())
                .contains("# Data set in Deflated Explicit VR Little Endian", "PN [Doe^Jane]")
                .doesNotContain("meta");
        assertThat(run("json", encoding, bare)).as("%s", err).isZero();
        Path copy = directory.resolve("copy");
        assertThat(run("convert", encoding, bare, copy)).as("%s", err).isZero();
        assertThat(copy).hasSameBinaryContentAs(bare);
        assertThat(run("convert", encoding, bare, copy, "--transfer-syntax=ImplicitVRLittleEndian"))
                .as("%s", err)
                .isZero();
        assertThat(DicomFile.read(copy).dataSet()).isEqualTo(DATA_SET);
    }

    @Test
    void goesOnAfterAFileThatCannotBeRead() throws IOException {
        Path damaged = directory.resolve("damaged.dcm");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length - 1));
        Path missing = directory.resolve("missing.dcm");
        Path empty = Files.createFile(directory.resolve("empty.dcm"));
        for (String command : List.of("dump", "json")) {
            out.getBuffer().setLength(0);
            err.getBuffer().setLength(0);
            assertThat(run(command, damaged, missing, empty, directory, file)).isEqualTo(1);
            assertThat(err.toString().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith(damaged + ": (0028,0010) at byte " + (bytes.length - 10) + ": "),
                            line -> assertThat(line).isEqualTo(missing + ": no such file"),
                            line -> assertThat(line).isEqualTo(empty + ": no DICOM file: it is empty"),
                            line -> assertThat(line).startsWith(directory + ": "));
            assertThat(out.toString()).contains(command.equals("dump") ? "US 2 " : "\"Value\":[2]");
            assertThat(out.toString() + err).doesNotContain("\tat ");
        }
    }

    @Test
    void printsAnObjectForEachFile() {
        assertThat(run("json", file, file)).isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"00080016\":") && line.endsWith("}"))
                .allMatch(line -> line.contains("\"00280010\":{\"vr\":\"US\",\"Value\":[2]}"));
    }

    @Test
    void saysWhereEncapsulatedPixelDataAre() throws IOException {
        DicomFile.of(
                        DATA_SET.with(
                                elements -> elements.encapsulatedPixelData(List.of(new byte[0], new byte[] {1, 2}))),
                        TransferSyntax.RLE_LOSSLESS)
                .write(file);
        assertThat(run("json", file)).isZero();
        assertThat(out.toString()).contains("\"BulkDataURI\":\"" + file.toUri() + "#7FE00010\"");
    }

    @Test
    void writesAFileAgainByteForByte() throws IOException {
        Path copy = directory.resolve("copy.dcm");
        assertThat(run("convert", file, copy)).isZero();
        assertThat(copy).hasSameBinaryContentAs(file);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("image.dcm", "copy.dcm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2", "ImplicitVRLittleEndian", "implicitvrlittleendian"})
    void convertsInPlace(String transferSyntax) throws IOException {
        assertThat(run("convert", file, file, "--transfer-syntax", transferSyntax))
                .isZero();
        DicomFile converted = DicomFile.read(file);
        assertThat(converted.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(converted.dataSet()).isEqualTo(DATA_SET);
    }

    @Test
    void doesNotCompress() throws IOException {
        DicomFile.of(
                        DATA_SET.with(
                                elements -> elements.encapsulatedPixelData(List.of(new byte[0], new byte[] {1, 2}))),
                        TransferSyntax.RLE_LOSSLESS)
                .write(file);
        Path copy = Files.writeString(directory.resolve("copy.dcm"), "as it was");
        assertThat(run("convert", file, copy, "--transfer-syntax=ExplicitVRLittleEndian"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith(file + ": (7FE0,0010) is encapsulated");
        assertThat(copy).hasContent("as it was");
    }

    @Test
    void saysThatTheFileCannotBeWritten() {
        Path nowhere = directory.resolve("no directory").resolve("copy.dcm");
        assertThat(run("convert", file, nowhere)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith(nowhere + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "dump --unheard-of, --unheard-of",
        "json --indents, --indent",
        "convert IN, OUT",
        "convert IN OUT --transfer-syntax=CT, no transfer syntax",
        "dump --data-set-in=CT FILE, no transfer syntax",
        "convert IN OUT --transfer-syntax=1.2.840.10008.1.1, this UID is no transfer syntax"
    })
    void explainsAWrongOption(String arguments, String explanation) {
        assertThat(run((Object[]) arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(explanation).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }
}
