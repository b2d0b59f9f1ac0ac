package org.pacsscp.examples.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

class PatientValuesTest {
    static List<String> confidentialAttributes() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PatientValuesTest.class.getResourceAsStream("confidentiality.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    /** Values of the kind that would be shown of another attribute. */
    @ParameterizedTest
    @MethodSource("confidentialAttributes")
    void areAllThatDeIdentificationCleans(String line) throws IOException {
        String tag = line.substring(0, line.indexOf('\t')).replace(",", "").replace('X', '0');
        int number = Integer.parseUnsignedInt(tag, 16);
        for (Vr vr :
                Dictionary.standard().find(number).map(DictionaryEntry::vrs).orElse(List.of(Vr.CS))) {
            if (vr != Vr.SQ) {
                assertThat(PatientValues.isMasked(harmless(number, vr)))
                        .as("%s %s", line, vr)
                        .isTrue();
            }
        }
    }

    private static Element harmless(int tag, Vr vr) throws IOException {
        Encoded encoded = vr == Vr.UI
                ? new Encoded().text(tag, vr, "1.2.3")
                : vr.isText() ? new Encoded().text(tag, vr, "1") : new Encoded().bytes(tag, vr, new byte[8]);
        return encoded.dataSet().element(tag).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "00080005, CS, ISO_IR 100",
        "00080008, CS, ORIGINAL\\PRIMARY\\AXIAL",
        "00080016, UI, 1.2.840.10008.5.1.4.1.1.2",
        "00080060, CS, CT",
        "00020010, UI, 1.2.840.10008.1.2.1",
        "00200013, IS, 17",
        "00280030, DS, 0.5\\0.5",
        "0040A040, CS, CONTAINER"
    })
    void areNotThoseOfTheStructure(String tag, Vr vr, String value) throws IOException {
        assertThat(isMasked(tag, vr, value)).isFalse();
    }

    @Test
    void areNotNumbersOfTheImage() throws IOException {
        assertThat(PatientValues.isMasked(harmless(Tag.ROWS, Vr.US))).isFalse();
        assertThat(PatientValues.isMasked(harmless(Tag.FRAME_INCREMENT_POINTER, Vr.AT)))
                .isFalse();
    }

    /** What a device has put where it does not belong. */
    @ParameterizedTest
    @CsvSource({
        "00080060, CS, Doe^Jane",
        "00080060, CS, CT\\Doe",
        "00080060, LO, CT",
        "00080016, UI, 1.2.840.10008.5.1.4.1.1.2\\Jane",
        "00080016, UI, 1.2.840.10008.5.1.4.1.1.2\\1.2.3",
        "00200013, IS, seventeen",
        "00280030, DS, 0.5\\Jane",
        "00100010, CS, DOE",
        "0040A30A, DS, 80.5",
        "00090010, LO, ACME",
        "00091001, CS, A",
        "00080101, CS, A"
    })
    void areThoseThatAreNotWhatTheyShouldBe(String tag, Vr vr, String value) throws IOException {
        assertThat(isMasked(tag, vr, value)).isTrue();
    }

    @Test
    void areAllOfAnItemWithinThePatientsAndPrivateSequences() {
        assertThat(Stream.of(Tag.OTHER_PATIENT_IDS_SEQUENCE, Tags.of(0x0009, 0x1001)))
                .allMatch(PatientValues::isMaskedWhole);
        assertThat(PatientValues.isMaskedWhole(Tag.REFERENCED_IMAGE_SEQUENCE)).isFalse();
    }

    private static boolean isMasked(String tag, Vr vr, String value) throws IOException {
        int number = Integer.parseUnsignedInt(tag, 16);
        return PatientValues.isMasked(
                new Encoded().text(number, vr, value).dataSet().element(number).orElseThrow());
    }
}
