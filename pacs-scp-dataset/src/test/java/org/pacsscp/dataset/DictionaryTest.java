package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryTest {
    private static final Dictionary STANDARD = Dictionary.standard();

    @Test
    void knowsEveryRowOfTheTable() {
        for (ElementTable.Row row : ElementTable.rows()) {
            int tag = Integer.parseUnsignedInt(row.tag().replace('X', '2'), 16);
            DictionaryEntry entry = STANDARD.find(tag).orElseThrow(() -> new AssertionError(row));

            assertThat(entry.keyword()).as(row.tag()).isEqualTo(row.keyword());
            assertThat(entry.name()).as(row.tag()).isEqualTo(row.name());
            assertThat(entry.vrs()).as(row.tag()).isEqualTo(vrs(row.vr()));
            assertThat(entry.retired()).as(row.tag()).isEqualTo(row.retired());
            assertThat(entry.privateCreator()).isEmpty();
            if (!row.vm().isEmpty()) {
                assertThat(entry.vm()).as(row.tag()).isEqualTo(ValueMultiplicity.of(row.vm()));
            }
            if (!row.isRepeating()) {
                assertThat(entry.tag()).isEqualTo(row.exactTag());
            }
            if (!row.keyword().isEmpty()) {
                assertThat(STANDARD.find(row.keyword())).contains(entry);
            }
        }
    }

    @Test
    void listsTheEntriesInTheOrderOfTheirTags() {
        List<DictionaryEntry> entries = STANDARD.entries().toList();

        assertThat(entries).hasSameSizeAs(ElementTable.rows());
        assertThat(entries).isSortedAccordingTo((a, b) -> Integer.compareUnsigned(a.tag(), b.tag()));
    }

    @ParameterizedTest
    @CsvSource({
        // PS3.5 section A.1
        "7FE00010, OW", // Pixel Data, OB or OW
        "60003000, OW", // Overlay Data, OB or OW
        "601E3000, OW",
        "54001010, OW", // Waveform Data, OB or OW
        "00283006, OW", // LUT Data, US or OW
        "00281101, US", // Red Palette Color Lookup Table Descriptor, US or SS
        "00280106, US", // Smallest Image Pixel Value, US or SS
        "00100010, PN",
        "00081140, SQ",
        "00180061, DS", // retired, without a name in PS3.6
        "00080202, UN", // retired, without a VR in PS3.6
        "00080000, UL", // Group lengths, PS3.5 section 7.2
        "60020000, UL",
        "10000000, UL",
        "10100000, UL",
        "00090000, UL",
        "00090010, LO", // Private creators, PS3.5 section 7.8.1
        "000900FF, LO",
        "00091001, UN",
        "0009000F, UN",
        "60013000, UN", // No repeating group, being odd
        "00100011, UN",
        "00280400, LO", // Transform Label, which (0028,04x0) would hide
        "00280450, US", // Rows For Nth Order Coefficients
        "10001235, US", // Shift Table Triplet
        "10101235, US", // Zonal Map
        "00203142, CS", // Source Image IDs
        "7F020010, OW", // Variable Pixel Data
        "FFFEE000, UN",
        "FFFEE00D, UN",
    })
    void givesTheVrThatImplicitVrImplies(String tag, Vr vr) {
        assertThat(STANDARD.vr(Integer.parseUnsignedInt(tag, 16))).isEqualTo(vr);
    }

    @Test
    void findsAnElementOfARepeatingGroupByAnyOfItsTags() {
        assertThat(STANDARD.find(0x60083000)).isEqualTo(STANDARD.find("OverlayData"));
        assertThat(STANDARD.find(Tag.OVERLAY_DATA)).isEqualTo(STANDARD.find("OverlayData"));
        assertThat(STANDARD.find("OverlayData").orElseThrow().tag()).isEqualTo(Tag.OVERLAY_DATA);
    }

    @ParameterizedTest
    @CsvSource({"Patient Name", "patientname", "PatientNam", "PatientNameX", "''", "Zzz", "A"})
    void findsNothingByWhatIsNoKeyword(String keyword) {
        assertThat(STANDARD.find(keyword)).isEmpty();
    }

    @Test
    void knowsPrivateElementsByTheirCreatorInAnyBlock() {
        Dictionary dictionary = Dictionary.builder()
                .privateElement("ACME 1.1", 0x0029, 0x01, Vr.DS, "1-n", "Dose")
                .privateElement("OTHER", 0x0029, 0x01, Vr.OB, "1", "Blob")
                .build();

        assertThat(dictionary.vr(0x00291001, "ACME 1.1")).isEqualTo(Vr.DS);
        assertThat(dictionary.vr(0x0029FF01, "ACME 1.1 ")).isEqualTo(Vr.DS);
        assertThat(dictionary.vr(0x00291001, "OTHER")).isEqualTo(Vr.OB);
        assertThat(dictionary.find(0x00291101, "ACME 1.1"))
                .contains(new DictionaryEntry(
                        0x00290001,
                        "Dose",
                        "Dose",
                        List.of(Vr.DS),
                        new ValueMultiplicity(1, ValueMultiplicity.UNBOUNDED, 1),
                        false,
                        Optional.of("ACME 1.1")));
        assertThat(dictionary.entries()).hasSize(ElementTable.rows().size() + 2);
    }

    @Test
    void givesUnToPrivateElementsThatItDoesNotKnow() {
        Dictionary dictionary = Dictionary.builder()
                .privateElement("ACME 1.1", 0x0029, 0x10, Vr.DS, "1", "Dose")
                .build();

        assertThat(dictionary.vr(0x00291010)).isEqualTo(Vr.UN);
        assertThat(dictionary.vr(0x00291011, "ACME 1.1")).isEqualTo(Vr.UN);
        assertThat(dictionary.vr(0x00291010, "ACME")).isEqualTo(Vr.UN);
        assertThat(dictionary.vr(0x002B1010, "ACME 1.1")).isEqualTo(Vr.UN);
        // The creator itself is in no block, and an element of the standard is not private.
        assertThat(dictionary.vr(0x00290010, "ACME 1.1")).isEqualTo(Vr.LO);
        assertThat(dictionary.vr(0x00280010, "ACME 1.1")).isEqualTo(Vr.US);
        assertThat(Dictionary.standard().vr(0x00291010, "ACME 1.1")).isEqualTo(Vr.UN);
    }

    @ParameterizedTest
    @CsvSource({
        "ACME, 0028, 01, 1", // even
        "ACME, 0007, 01, 1", // never used, PS3.5 section 7.8.1
        "ACME, FFFF, 01, 1",
        "ACME, 10029, 01, 1",
        "ACME, 0029, 100, 1",
        "ACME, 0029, 01, n",
        "' ', 0029, 01, 1",
    })
    void refusesPrivateElementsThatCannotBe(String creator, String group, String element, String vm) {
        Dictionary.Builder builder = Dictionary.builder();

        assertThatThrownBy(() -> builder.privateElement(
                        creator, Integer.parseInt(group, 16), Integer.parseInt(element, 16), Vr.DS, vm, "Dose"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Vr> vrs(String printed) {
        return printed.isEmpty() || printed.startsWith("See")
                ? List.of()
                : Arrays.stream(printed.split(" or ")).map(Vr::valueOf).toList();
    }
}
