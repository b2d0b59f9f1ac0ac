package org.pacsscp.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Tag;

class NameTemplateTest {
    private static final DataSet HEADER = DataSet.builder()
            .text(Tag.MODALITY, "CT")
            .text(Tag.PATIENT_ID, "PAT 7/8")
            .uid(Tag.STUDY_INSTANCE_UID, Uid.of("1.2.3"))
            .uid(Tag.SERIES_INSTANCE_UID, Uid.of("1.2.3.4"))
            .build();

    private static StoreRequest request(String instance) {
        return new StoreRequest(
                SopClass.CT_IMAGE_STORAGE,
                instance,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                AeTitle.of("CT 1"),
                AeTitle.of("PACS"));
    }

    private static String location(String template) {
        return NameTemplate.of(template).location(request("1.2.3.4.5"), HEADER);
    }

    @ParameterizedTest
    @CsvSource({
        "{SOPInstanceUID}.dcm, 1.2.3.4.5.dcm",
        "{StudyInstanceUID}/{SeriesInstanceUID}/{SOPInstanceUID}.dcm, 1.2.3/1.2.3.4/1.2.3.4.5.dcm",
        "{Modality}_{SOPInstanceUID}, CT_1.2.3.4.5",
        "{PatientID}/{SOPInstanceUID}, PAT%207%2F8/1.2.3.4.5",
        "{00100020}/{00080018}, PAT%207%2F8/1.2.3.4.5",
        "{StudyDate}/{SOPInstanceUID}, _/1.2.3.4.5",
        "{CallingAETitle}/{CalledAETitle}/{SOPClassUID}/{SOPInstanceUID}, CT%201/PACS/1.2.840.10008.5.1.4.1.1.2/1.2.3.4.5",
        ".{SOPInstanceUID}., %2E1.2.3.4.5%2E"
    })
    void makesNamesOfAttributes(String template, String location) {
        assertThat(location(template)).isEqualTo(location);
    }

    @Test
    void spreadsInstancesOverDirectories() {
        NameTemplate template = NameTemplate.of("{SOPInstanceUID:hash1}/{SOPInstanceUID:hash2}/{SOPInstanceUID}");
        Set<String> directories = new HashSet<>();
        for (int i = 0; i < 3000; i++) {
            String location = template.location(request("1.2." + i), DataSet.empty());
            assertThat(location).matches("[0-9a-f]{2}/[0-9a-f]{2}/1\\.2\\." + i);
            directories.add(location.substring(0, 5));
        }
        assertThat(directories).hasSizeGreaterThan(2000);
        assertThat(template.location(request("1.2.3"), DataSet.empty()))
                .isEqualTo(template.location(request("1.2.3"), HEADER));
    }

    @Test
    void keepsAStudyTogether() {
        assertThat(NameTemplate.BY_STUDY.location(request("1.2.9"), HEADER))
                .matches("[0-9a-f]{2}/[0-9a-f]{2}/1\\.2\\.3/1\\.2\\.3\\.4/1\\.2\\.9\\.dcm");
    }

    @Test
    void saysWhetherItReadsTheHeader() {
        assertThat(NameTemplate.FLAT.readsHeader()).isFalse();
        assertThat(NameTemplate.of("{CallingAETitle}/{SOPInstanceUID}").readsHeader())
                .isFalse();
        assertThat(NameTemplate.of("{StudyInstanceUID:hash1}/{SOPInstanceUID}").readsHeader())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "{StudyInstanceUID}",
                "file.dcm",
                "{SOPInstanceUID:hash1}",
                "{SOPInstanceUID}/",
                "/{SOPInstanceUID}",
                "a//{SOPInstanceUID}",
                "{SOPInstanceUID",
                "SOPInstanceUID}",
                "{}",
                "{NoSuchKeyword}/{SOPInstanceUID}",
                "{PixelData}/{SOPInstanceUID}",
                "{RequestAttributesSequence}/{SOPInstanceUID}",
                "a b/{SOPInstanceUID}",
                "a\\{SOPInstanceUID}",
                "{SOPInstanceUID:hash5}",
                "{SOPInstanceUID:md5}",
                "{PatientID}{PatientName}{SOPInstanceUID}",
                "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/{SOPInstanceUID}"
            })
    void refusesWhatIsNoTemplate(String template) {
        assertThatThrownBy(() -> NameTemplate.of(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no template of names: ");
    }

    /** Longest values in each place still make a path that a file system takes, and that stays below the directory. */
    @ParameterizedTest
    @ValueSource(strings = {"..", "/", "\0", "../../x", "\u5C71", "con", "."})
    void makesALocationOfAnyValue(String piece) throws DataSetFormatException {
        DataSet header = asItWasSent(piece);
        for (String template : new String[] {"{PatientID}/{SOPInstanceUID}", "{PatientID}.{SOPInstanceUID}"}) {
            String location = NameTemplate.of(template).location(request("1.2"), header);
            Path top = Path.of("/top");
            for (String each : new String[] {location, NameTemplate.beside(location)}) {
                Path path = Locations.resolve(top, each);
                assertThat(path.normalize()).isEqualTo(path);
                assertThat(path.toString()).startsWith("/top/");
            }
        }
    }

    /** What is built must be valid; what is read may be anything. */
    private static DataSet asItWasSent(String patientId) throws DataSetFormatException {
        byte[] value = patientId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer encoded = ByteBuffer.allocate(26 + value.length).order(ByteOrder.LITTLE_ENDIAN);
        encoded.putInt(0x00050008).putInt(10).put("ISO_IR 192".getBytes(StandardCharsets.US_ASCII));
        encoded.putInt(0x00200010).putInt(value.length).put(value);
        return DataSet.read(encoded.array(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void findsAnotherNameBesideOne() {
        assertThat(NameTemplate.beside("a.b/1.dcm")).matches("a\\.b/1~[0-9a-f]{8}\\.dcm");
        assertThat(NameTemplate.beside("a.b/1")).matches("a\\.b/1~[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/..", "/a", "a/", "a//b", ".hidden", "a/.b", "a\\b", "a\0", "ä", "a b"})
    void takesNothingElseForALocation(String location) {
        assertThatThrownBy(() -> Locations.resolve(Path.of("/top"), location))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
