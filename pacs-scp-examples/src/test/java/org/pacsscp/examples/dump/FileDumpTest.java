package org.pacsscp.examples.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

class FileDumpTest {
    private static final DumpOptions MASKED = new DumpOptions(false, false);
    private static final DumpOptions WITH_VALUES = new DumpOptions(true, false);
    private static final String NAME = "Doe^Jane";

    private final StringWriter text = new StringWriter();

    private static DataSetBuilder image() {
        return DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .uid(Tag.SOP_CLASS_UID, SopClass.CT_IMAGE_STORAGE)
                .uid(Tag.SOP_INSTANCE_UID, Uid.of("1.2.3"))
                .text(Tag.MODALITY, "CT")
                .text(Tag.PATIENT_NAME, NAME)
                .text(Tag.PATIENT_ID, "P1")
                .empty(Tag.PATIENT_BIRTH_DATE)
                .integer(Tag.ROWS, 512);
    }

    @Test
    void printsFileMetaInformationAndDataSet() throws IOException {
        dump(WITH_VALUES, image().build());
        assertThat(text.toString()).isEqualTo("""
                        # File meta information
                        (0002,0000) UL 162                                      #   4, 1 FileMetaInformationGroupLength
                        (0002,0001) OB 00\\01                                    #   2, 1 FileMetaInformationVersion
                        (0002,0002) UI =CTImageStorage                          #  26, 1 MediaStorageSOPClassUID
                        (0002,0003) UI [1.2.3]                                  #   6, 1 MediaStorageSOPInstanceUID
                        (0002,0010) UI =ExplicitVRLittleEndian                  #  20, 1 TransferSyntaxUID
                        (0002,0012) UI [2.25.200481556268727506688945957308325592871] #  44, 1 ImplementationClassUID
                        (0002,0013) SH [PACS_SCP_0_1]                           #  12, 1 ImplementationVersionName

                        # Data set in Explicit VR Little Endian
                        (0008,0005) CS [ISO_IR 192]                             #  10, 1 SpecificCharacterSet
                        (0008,0016) UI =CTImageStorage                          #  26, 1 SOPClassUID
                        (0008,0018) UI [1.2.3]                                  #   6, 1 SOPInstanceUID
                        (0008,0060) CS [CT]                                     #   2, 1 Modality
                        (0010,0010) PN [Doe^Jane]                               #   8, 1 PatientName
                        (0010,0020) LO [P1]                                     #   2, 1 PatientID
                        (0010,0030) DA (no value available)                     #   0, 0 PatientBirthDate
                        (0028,0010) US 512                                      #   2, 1 Rows
                        """);
    }

    @Test
    void masksWhatMayTellOfAPatient() throws IOException {
        dump(MASKED, image().build());
        assertThat(text.toString())
                .contains("(0008,0060) CS [CT] ", "(0028,0010) US 512 ", "(0008,0016) UI =CTImageStorage ")
                .contains("(0010,0010) PN (masked)                                 #   8, 1 PatientName\n")
                .contains("(0010,0030) DA (no value available) ")
                .contains("(0008,0018) UI (masked) ")
                .doesNotContain("Doe", "P1", "1.2.3]");
    }

    @Test
    void indentsWhatItemsHold() throws IOException {
        DataSet code = DataSet.builder().text(Tag.CODE_VALUE, "T-1").build();
        DataSet item = DataSet.builder()
                .text(Tag.MODALITY, "MR")
                .sequence(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, code)
                .build();
        dump(
                WITH_VALUES,
                image().sequence(Tag.REFERENCED_IMAGE_SEQUENCE, item, DataSet.empty())
                        .build());
        assertThat(lines("(0008,1140)", 8))
                .containsExactly(
                        "(0008,1140) SQ (Sequence #=2)                           #  58, 1 ReferencedImageSequence",
                        "  (fffe,e000) na (Item #=2)                               # u/l, 1 Item",
                        "    (0008,0060) CS [MR]                                     #   2, 1 Modality",
                        "    (0040,a170) SQ (Sequence #=1)                           #  20, 1 PurposeOfReferenceCodeSequence",
                        "      (fffe,e000) na (Item #=1)                               # u/l, 1 Item",
                        "        (0008,0100) SH [T-1]                                    #   4, 1 CodeValue",
                        "  (fffe,e000) na (Item #=0)                               # u/l, 1 Item",
                        "(0010,0010) PN [Doe^Jane]                               #   8, 1 PatientName");
    }

    @Test
    void masksAllWithinSequencesOfThePatient() throws IOException {
        DataSet item = DataSet.builder().text(Tag.MODALITY, "MR").build();
        dump(MASKED, image().sequence(Tag.OTHER_PATIENT_IDS_SEQUENCE, item).build());
        assertThat(lines("    (0008,0060)", 1)).singleElement().asString().contains("(masked)");
    }

    @Test
    void listsTheFragmentsOfEncapsulatedPixelData() throws IOException {
        DataSet dataSet = image().encapsulatedPixelData(
                        List.of(new byte[0], new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2}))
                .build();
        dump(WITH_VALUES, dataSet, TransferSyntax.JPEG_BASELINE_8_BIT);
        assertThat(lines("(7fe0,0010)", 3))
                .containsExactly(
                        "(7fe0,0010) OB (PixelSequence #=2)                      # u/l, 1 PixelData",
                        "  (fffe,e000) pi (no value available)                     #   0, 1 Item",
                        "  (fffe,e000) pi ff\\d8\\01\\02                              #   4, 1 Item");
    }

    @Test
    void masksFragments() throws IOException {
        DataSet dataSet = image().encapsulatedPixelData(List.of(new byte[0], new byte[] {(byte) 0xFF, (byte) 0xD8}))
                .build();
        dump(MASKED, dataSet, TransferSyntax.JPEG_BASELINE_8_BIT);
        assertThat(text.toString()).contains("  (fffe,e000) pi (masked) ").doesNotContain("ff\\d8");
    }

    @Test
    void cutsLongValues() throws IOException {
        dump(
                WITH_VALUES,
                image().text(Tag.STUDY_DESCRIPTION, "x".repeat(64))
                        .text(Tag.IMAGE_COMMENTS, "y".repeat(5000))
                        .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[3 << 20])
                        .build());
        assertThat(text.toString())
                .contains(" LO [" + "x".repeat(64) + "] #  64, 1 StudyDescription")
                .contains(" LT [" + "y".repeat(66) + "... # 5000, 1 ImageComments")
                .contains(" OW 0000" + "\\0000".repeat(12) + "\\... # 3145728, 1 PixelData");
    }

    /** A file may not speak to the terminal. */
    @Test
    void showsControlCharactersAsSymbols() throws IOException {
        byte[] dataSet = new Encoded()
                .text(Tag.STUDY_DESCRIPTION, Vr.LO, "a\u001b[31mb\u009bc\rd")
                .toBytes();
        new FileDump(new PrintWriter(text), WITH_VALUES)
                .print(options -> DicomFile.read(new ByteArrayInputStream(dataSet), options));
        assertThat(text.toString()).doesNotContain("\u001b", "\u009b", "\r").contains("[a\u241b[31mb");
    }

    @Test
    void printsWhatCameBeforeTheDamage() {
        byte[] dataSet = new Encoded()
                .text(Tag.MODALITY, Vr.CS, "CT")
                .text(Tag.PATIENT_NAME, Vr.PN, NAME)
                .truncated(Tag.PATIENT_ID, Vr.LO, 100)
                .toBytes();
        FileDump dump = new FileDump(new PrintWriter(text), MASKED);
        assertThatThrownBy(() -> dump.print(options -> DicomFile.read(new ByteArrayInputStream(dataSet), options)))
                .isInstanceOf(DataSetFormatException.class)
                .hasMessageContaining("(0010,0020) at byte 26");
        assertThat(text.toString()).contains("CS [CT]", "PN (masked)").doesNotContain(NAME);
    }

    @Test
    void saysWhatItHasBorne() throws IOException {
        byte[] dataSet = new Encoded()
                .text(Tag.PATIENT_NAME, Vr.PN, NAME)
                .text(Tag.MODALITY, Vr.CS, "CT")
                .toBytes();
        new FileDump(new PrintWriter(text), MASKED)
                .print(options -> DicomFile.read(new ByteArrayInputStream(dataSet), options));
        assertThat(text.toString()).contains("\n# (0008,0060) at byte 16: ");
    }

    @Test
    void coloursOnlyWhereAsked() throws IOException {
        dump(new DumpOptions(false, true), image().build());
        assertThat(text.toString())
                .contains("\u001b[36m(0008,0060) CS\u001b[0m [CT] ")
                .contains("\u001b[33m(masked)\u001b[0m ");
    }

    private void dump(DumpOptions options, DataSet dataSet) throws IOException {
        dump(options, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private void dump(DumpOptions options, DataSet dataSet, Uid transferSyntax) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomFile.of(dataSet, transferSyntax).writeTo(bytes);
        new FileDump(new PrintWriter(text), options)
                .print(readOptions -> DicomFile.read(new ByteArrayInputStream(bytes.toByteArray()), readOptions));
    }

    private List<String> lines(String first, int count) {
        return text.toString()
                .lines()
                .dropWhile(line -> !line.startsWith(first))
                .limit(count)
                .toList();
    }
}
