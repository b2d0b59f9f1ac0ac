package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.value.PersonName;

/** Building refuses what the standard forbids, and names the tag. */
class DataSetBuilderTest {
    private record Refused(String message, Consumer<DataSetBuilder> build) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                no("(0008,0060) CS: a code has upper-case", b -> b.text(Tag.MODALITY, "ct")),
                no("(0008,0060) CS: a value has 17 characters", b -> b.text(Tag.MODALITY, "A2345678901234567")),
                no("(0008,0060) CS: a value holds a backslash", b -> b.text(Tag.MODALITY, "A\\B")),
                no("(0010,0020) LO: a value has 65 characters", b -> b.text(Tag.PATIENT_ID, "x".repeat(65))),
                no("(0010,0010) PN: a value has 65 characters", b -> b.text(Tag.PATIENT_NAME, "x".repeat(65))),
                no("(0010,0010) PN: the character at 0", b -> b.text(Tag.PATIENT_NAME, "\u00C4")),
                no("(0010,0020) LO: the character at 1", b -> b.text(Tag.PATIENT_ID, "A\n")),
                no("(0008,0018) UI: a UID is due", b -> b.text(Tag.SOP_INSTANCE_UID, "1..2")),
                no("(0008,0020) DA: a date is YYYYMMDD", b -> b.text(Tag.STUDY_DATE, "2024-01-01")),
                no("(0008,0020) DA: a date is YYYYMMDD", b -> b.text(Tag.STUDY_DATE, "20230229")),
                no("(0008,0020) DA: a date is YYYYMMDD", b -> b.text(Tag.STUDY_DATE, "20240431")),
                no("(0008,0020) DA: a date is YYYYMMDD", b -> b.text(Tag.STUDY_DATE, "20240001")),
                no("(0008,0030) TM: a time is HHMMSS", b -> b.text(Tag.STUDY_TIME, "24")),
                no("(0008,0030) TM: a time is HHMMSS", b -> b.text(Tag.STUDY_TIME, "240000")),
                no("(0008,0030) TM: a time is HHMMSS", b -> b.text(Tag.STUDY_TIME, "236000")),
                no(
                        "(0010,0020) LO: the character at 1 cannot be written",
                        b -> b.text(Tag.PATIENT_ID, "A~").text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 13")),
                no("(0008,002A) DT: a date and time", b -> b.text(Tag.ACQUISITION_DATE_TIME, "20241301")),
                no("(0010,1010) AS: an age is", b -> b.text(Tag.PATIENT_AGE, "45")),
                no("(0018,0050) DS: a decimal number", b -> b.text(Tag.SLICE_THICKNESS, "1,5")),
                no("(0020,0013) IS: a number from", b -> b.text(Tag.INSTANCE_NUMBER, "2147483648")),
                no("(0008,0054) AE: an AE title", b -> b.text(Tag.RETRIEVE_AE_TITLE, " ")),
                no("(0008,1190) UR: a URI", b -> b.text(Tag.RETRIEVE_URL, " http://host")),
                no("(0010,4000) LT: one value is allowed", b -> b.text(Tag.PATIENT_COMMENTS, "a", "b")),
                no("(0008,0005) CS: a term is none of", b -> b.text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 999")),
                no("(0028,0010) US: a number does not fit", b -> b.integer(Tag.ROWS, 65_536)),
                no("(0028,0010) US: a number does not fit", b -> b.integer(Tag.ROWS, -1)),
                no("(0028,0010) US: this is no value representation of text", b -> b.text(Tag.ROWS, "1")),
                no("(0028,0010) LO: the standard has [US]", b -> b.text(Tag.ROWS, Vr.LO, "1")),
                no("(0010,0020) LO: this is no value representation", b -> b.integer(Tag.PATIENT_ID, Vr.LO, 1)),
                no("(7FE0,0010) OW: 3 bytes are no multiple", b -> b.bytes(Tag.PIXEL_DATA, Vr.OW, new byte[3])),
                no("(7FE0,0010) may be one of", b -> b.text(Tag.PIXEL_DATA, "x")),
                no("(7FE0,0010) OB: a basic offset table", b -> b.encapsulatedPixelData(List.of())),
                no("(0000,0100) US: this group", b -> b.integer(0x00000100, Vr.US, 1)),
                no("(0002,0010) UI: this group", b -> b.text(Tag.TRANSFER_SYNTAX_UID, "1.2")),
                no("(0005,0010) LO: this group", b -> b.text(0x00050010, Vr.LO, "x")),
                no("(FFFE,E000) UN: this group", b -> b.bytes(0xFFFEE000, Vr.UN, new byte[0])),
                no("(0010,0000) UL: lengths of groups", b -> b.integer(0x00100000, Vr.UL, 1)),
                no("(0009,0001) LO: private elements", b -> b.text(0x00090001, Vr.LO, "x")),
                no("(0009,0100) LO: private elements", b -> b.text(0x00090100, Vr.LO, "x")),
                no("(0009,0010) SH: a private creator is LO", b -> b.text(0x00090010, Vr.SH, "x")),
                no("(0009,1001) is in no dictionary", b -> b.text(0x00091001, "x")),
                no("(0028,0010) CS: the standard has", b -> b.add(Tag.ROWS, element(Tag.MODALITY, "CT"))),
                no("(0009,1001) LO: there is no private creator (0009,0010)", b -> b.text(0x00091001, Vr.LO, "x")),
                no(
                        "(0006,0001) SQ: no item may hold",
                        b -> b.sequence(
                                Tag.REFERENCED_SERIES_SEQUENCE,
                                DataSet.builder().sequence(0x00060001).build())));
    }

    private static Element element(int tag, String text) {
        return DataSet.builder().text(tag, text).build().element(tag).orElseThrow();
    }

    private static Refused no(String message, Consumer<DataSetBuilder> build) {
        return new Refused(message, build);
    }

    /** Longer than a header in Explicit VR can say (PS3.5 section 6.2.2). */
    @Test
    void keepsMoreUidsThanAHeaderCanSay() throws IOException {
        Uid[] uids = IntStream.range(0, 3_000)
                .mapToObj(number -> Uid.of("1.2.840.99999.1.2.3.4.5.6.7.8." + number))
                .toArray(Uid[]::new);
        String[] texts = Stream.of(uids).map(Uid::value).toArray(String[]::new);
        DataSet built =
                DataSet.builder().uid(Tag.FAILED_SOP_INSTANCE_UID_LIST, uids).build();
        assertThat(built.texts(Tag.FAILED_SOP_INSTANCE_UID_LIST)).containsExactly(texts);
        for (Uid syntax : List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            built.in(syntax).writeTo(out);
            assertThat(DataSet.read(out.toByteArray(), syntax).texts(Tag.FAILED_SOP_INSTANCE_UID_LIST))
                    .containsExactly(texts);
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Refused refused) {
        assertThatThrownBy(() -> {
                    DataSetBuilder builder = DataSet.builder();
                    refused.build().accept(builder);
                    builder.build();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(refused.message());
    }

    @Test
    void showsNoValue() {
        assertThatThrownBy(() ->
                        DataSet.builder().text(Tag.PATIENT_NAME, "Secret\u00C4").build())
                .hasMessageNotContaining("Secret");
        assertThatThrownBy(() -> DataSet.builder().text(Tag.STUDY_DATE, "19701332"))
                .hasMessageNotContaining("1970");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Tag.MODALITY,
                Tag.STUDY_DATE,
                Tag.STUDY_TIME,
                Tag.ACQUISITION_DATE_TIME,
                Tag.PATIENT_NAME,
                Tag.PATIENT_ID
            })
    void letsAQueryAskForWhatHasNoValue(int tag) {
        assertThat(DataSet.builder().text(tag, "\"\"").build().text(tag)).contains("\"\"");
    }

    @Test
    void letsWildCardsAndRangesThrough() {
        DataSet query = DataSet.builder()
                .text(Tag.PATIENT_NAME, "DO?^*")
                .text(Tag.STUDY_DATE, "20240101-")
                .text(Tag.STUDY_TIME, "10-1159")
                .text(Tag.MODALITY, "C*")
                .text(Tag.STUDY_INSTANCE_UID, "1.2", "1.3")
                .empty(Tag.PATIENT_ID)
                .empty(Tag.ROWS)
                .empty(Tag.REFERENCED_SERIES_SEQUENCE)
                .build();

        assertThat(query.dateRange(Tag.STUDY_DATE)).isPresent();
        assertThat(query.element(Tag.PATIENT_ID))
                .get()
                .extracting(Element::isEmpty)
                .isEqualTo(true);
    }

    @Test
    void sortsReplacesAndRemoves() {
        DataSetBuilder builder = DataSet.builder()
                .integer(Tag.ROWS, 1)
                .text(Tag.PATIENT_ID, "P1")
                .text(0x00090010, "ACME")
                .integer(Tag.COLUMNS, 2)
                .text(Tag.PATIENT_ID, "P2")
                .remove(Tag.COLUMNS, Tag.MODALITY);

        assertThat(builder.build()).extracting(Element::tag).containsExactly(0x00090010, Tag.PATIENT_ID, Tag.ROWS);
        assertThat(builder.build().text(Tag.PATIENT_ID)).contains("P2");
        assertThat(builder.build()).isEqualTo(builder.build());
    }

    @Test
    void takesDatesTimesAndNumbersAtTheirEnds() {
        DataSet dataSet = DataSet.builder()
                .text(Tag.STUDY_DATE, "20240229")
                .text(Tag.SERIES_DATE, "20241231")
                .text(Tag.STUDY_TIME, "235959")
                .text(Tag.SERIES_TIME, "235960")
                .text(Tag.INSTANCE_NUMBER, "2147483647")
                .text(Tag.IMAGE_TYPE, "", "PRIMARY")
                .build();

        assertThat(dataSet.date(Tag.STUDY_DATE)).isPresent();
        assertThat(dataSet.date(Tag.SERIES_DATE)).isPresent();
        assertThat(dataSet.time(Tag.STUDY_TIME)).isPresent();
        assertThat(dataSet.time(Tag.SERIES_TIME)).isPresent();
        assertThat(dataSet.integer(Tag.INSTANCE_NUMBER)).hasValue(Integer.MAX_VALUE);
        assertThat(dataSet.texts(Tag.IMAGE_TYPE)).containsExactly("", "PRIMARY");
    }

    @Test
    void leavesNothingOfWhatWasReplacedOrRemoved() {
        DataSet dataSet = DataSet.builder()
                .text(Tag.PATIENT_NAME, "Invented^First")
                .text(Tag.PATIENT_ID, "P1")
                .text(Tag.PATIENT_COMMENTS, "invented")
                .text(Tag.PATIENT_NAME, "Other")
                .remove(Tag.PATIENT_COMMENTS)
                .build();

        assertThat(new String(dataSet.onlyOrigin().bytes(), StandardCharsets.ISO_8859_1))
                .contains("Other", "P1")
                .doesNotContain("First", "invented");
    }

    @Test
    void doesNotChangeWhatIsBuiltWhenItIsUsedOn() {
        DataSetBuilder builder = DataSet.builder().text(Tag.PATIENT_ID, "P1").integer(Tag.ROWS, 1);
        DataSet first = builder.build();

        DataSet second = builder.text(Tag.MODALITY, "CT").integer(Tag.ROWS, 2).build();

        assertThat(first)
                .isEqualTo(DataSet.builder()
                        .text(Tag.PATIENT_ID, "P1")
                        .integer(Tag.ROWS, 1)
                        .build());
        assertThat(second.integer(Tag.ROWS)).hasValue(2);
        assertThat(second.size()).isEqualTo(3);
    }

    @Test
    void forgetsACharacterSetThatIsRemoved() {
        DataSetBuilder builder = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .text(Tag.PATIENT_ID, "\u00C4")
                .remove(Tag.SPECIFIC_CHARACTER_SET);

        assertThatThrownBy(builder::build).hasMessageStartingWith("(0010,0020) LO: the character at 0");
    }

    @Test
    void putsAPrivateElementIntoAnotherBlock() throws IOException {
        DataSet item = DataSet.builder().text(Tag.MODALITY, "CT").build();
        DataSet one = DataSet.read(
                SampleDataSets.encoded(
                        DataSet.builder()
                                .text(0x00290010, Vr.LO, "ACME")
                                .text(0x00291001, Vr.LO, "x")
                                .sequence(0x00291002, item)
                                .build(),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DataSetBuilder builder = DataSet.builder()
                .add(0x00291101, one.element(0x00291001).orElseThrow())
                .add(0x00291102, one.element(0x00291002).orElseThrow());
        assertThatThrownBy(builder::build).hasMessageContaining("there is no private creator (0029,0011)");

        DataSet other = builder.text(0x00290011, Vr.LO, "ACME").build();
        byte[] encoded = SampleDataSets.encoded(other, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(DataSet.read(encoded, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(other)
                .isEqualTo(DataSet.builder()
                        .text(0x00290011, Vr.LO, "ACME")
                        .text(0x00291101, Vr.LO, "x")
                        .sequence(0x00291102, item)
                        .build());
    }

    @Test
    void takesOneValueAsAnArrayOfOne() {
        DataSet single = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .text(Tag.PATIENT_NAME, "\u00C4")
                .text(Tag.PATIENT_ID, "P1")
                .text(Tag.ACCESSION_NUMBER, "")
                .text(Tag.STUDY_DATE, "20240229")
                .text(Tag.STUDY_INSTANCE_UID, "1.2.3")
                .uid(Tag.SOP_INSTANCE_UID, Uid.of("1.2.34"))
                .integer(Tag.INSTANCE_NUMBER, 7)
                .integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE, -1)
                .integer(Tag.ROWS, 512)
                .build();

        assertThat(single)
                .isEqualTo(DataSet.builder()
                        .text(Tag.SPECIFIC_CHARACTER_SET, new String[] {"ISO_IR 192"})
                        .text(Tag.PATIENT_NAME, new String[] {"\u00C4"})
                        .text(Tag.PATIENT_ID, new String[] {"P1"})
                        .text(Tag.ACCESSION_NUMBER, new String[] {""})
                        .text(Tag.STUDY_DATE, new String[] {"20240229"})
                        .text(Tag.STUDY_INSTANCE_UID, new String[] {"1.2.3"})
                        .uid(Tag.SOP_INSTANCE_UID, new Uid[] {Uid.of("1.2.34")})
                        .integer(Tag.INSTANCE_NUMBER, new long[] {7})
                        .integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE, new long[] {-1})
                        .integer(Tag.ROWS, new long[] {512})
                        .build());
        assertThat(single.texts(Tag.SOP_INSTANCE_UID)).containsExactly("1.2.34");
        assertThat(single.text(Tag.PATIENT_NAME)).contains("\u00C4");
    }

    /** At the places where one look at each character could go wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "1.",
                ".1",
                "1..2",
                "..",
                "1.2.",
                "1/2",
                "1.2:3",
                "1.2 ",
                "1.2\\3",
                "1.2.\u0133",
                "\u2E2E",
                "1.2-3",
                "a.1"
            })
    void refusesWhatIsNoUid(String text) {
        for (String[] values : new String[][] {{text}, {"1.2", text}, {text, "1.2"}}) {
            assertThatThrownBy(() -> DataSet.builder().text(Tag.FAILED_SOP_INSTANCE_UID_LIST, values))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("(0008,0058) UI: ");
        }
        assertThatThrownBy(() -> DataSet.builder().text(Tag.SOP_INSTANCE_UID, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("(0008,0018) UI: ");
        assertThat(Uid.isValid(text)).isFalse();
    }

    @Test
    void takesAUidOf64CharactersAndNoLongerOne() {
        String longest = "1." + "23456789".repeat(7) + "123456";
        assertThat(DataSet.builder().text(Tag.SOP_INSTANCE_UID, longest).build().text(Tag.SOP_INSTANCE_UID))
                .contains(longest);
        assertThatThrownBy(() -> DataSet.builder().text(Tag.SOP_INSTANCE_UID, longest + "1"))
                .hasMessageContaining("(0008,0018) UI: a value has 65 characters");
    }

    @Test
    void refusesANumberThatDoesNotFit() {
        assertThatThrownBy(() -> DataSet.builder().integer(Tag.ROWS, 65_536))
                .hasMessageContaining("(0028,0010) US: a number does not fit into 2 bytes");
        assertThatThrownBy(() -> DataSet.builder().integer(Tag.PATIENT_ID, 1))
                .hasMessageContaining("(0010,0020) LO: this is no value representation of numbers without fraction");
        assertThatThrownBy(() -> DataSet.builder().uid(Tag.PATIENT_ID, Uid.of("1.2")))
                .hasMessageContaining("(0010,0020) UI: the standard has [LO] for it");
    }

    @Test
    void buildsNumbersOfEachKind() {
        DataSet dataSet = DataSet.builder()
                .integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE, -1)
                .integer(Tag.LARGEST_IMAGE_PIXEL_VALUE, 65_535)
                .integer(Tag.INSTANCE_NUMBER, 7)
                .real(Tag.SLICE_THICKNESS, 1.0 / 3)
                .decimal(Tag.PIXEL_SPACING, new BigDecimal("0.50"), BigDecimal.ONE)
                .integer(Tag.SELECTOR_UV_VALUE, -1)
                .build();

        assertThat(dataSet.element(Tag.SMALLEST_IMAGE_PIXEL_VALUE).orElseThrow().vr())
                .isEqualTo(Vr.SS);
        assertThat(dataSet.element(Tag.LARGEST_IMAGE_PIXEL_VALUE).orElseThrow().vr())
                .isEqualTo(Vr.US);
        assertThat(dataSet.integer(Tag.LARGEST_IMAGE_PIXEL_VALUE)).hasValue(65_535);
        assertThat(dataSet.text(Tag.INSTANCE_NUMBER)).contains("7");
        assertThat(dataSet.text(Tag.SLICE_THICKNESS)).contains("0.33333333333333");
        assertThat(dataSet.texts(Tag.PIXEL_SPACING)).containsExactly("0.50", "1");
        assertThat(dataSet.longInteger(Tag.SELECTOR_UV_VALUE)).isEmpty();
        assertThat(dataSet.decimal(Tag.SELECTOR_UV_VALUE)).contains(new BigDecimal("18446744073709551615"));
    }

    @Test
    void encodesInTheCharacterSetWhereverItIsSaid() {
        DataSet dataSet = DataSet.builder()
                .personName(Tag.PATIENT_NAME, PersonName.of("M\u00FCller", "J\u00F6rg"))
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .build();

        assertThat(dataSet.bytes(Tag.PATIENT_NAME).orElseThrow().remaining()).isEqualTo(14);
        assertThat(dataSet.personName(Tag.PATIENT_NAME)).contains(PersonName.of("M\u00FCller", "J\u00F6rg"));
    }

    @Test
    void buildsEncapsulatedPixelData() throws IOException {
        DataSet dataSet = DataSet.builder()
                .encapsulatedPixelData(List.of(new byte[0], new byte[] {1, 2, 3}))
                .build();

        assertThat(SampleDataSets.encoded(dataSet, SampleDataSets.ENCAPSULATED))
                .isEqualTo(Encoded.explicit()
                        .header(Tag.PIXEL_DATA, "OB", Encoded.UNDEFINED)
                        .item(0)
                        .item(4)
                        .bytes(new byte[] {1, 2, 3, 0})
                        .sequenceEnd()
                        .toBytes());
        assertThatThrownBy(() -> dataSet.in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .hasMessage(
                        "(7FE0,0010) is encapsulated and cannot be written in 1.2.840.10008.1.2.1; decompress it first");
        DataSet nativePixels =
                DataSet.builder().bytes(Tag.PIXEL_DATA, Vr.OW, new byte[2]).build();
        assertThatThrownBy(() -> nativePixels.in(SampleDataSets.ENCAPSULATED))
                .hasMessage("(7FE0,0010) is native and cannot be written in 1.2.840.10008.1.2.4.50; compress it first");
    }

    @Test
    void refusesToNestWithoutEnd() {
        DataSet dataSet = DataSet.empty();
        for (int i = 0; i < ReadOptions.DEEPEST; i++) {
            dataSet = DataSet.builder()
                    .sequence(Tag.REFERENCED_SERIES_SEQUENCE, dataSet)
                    .build();
        }
        DataSet deepest = dataSet;

        assertThatThrownBy(() -> DataSet.builder()
                        .sequence(Tag.REFERENCED_SERIES_SEQUENCE, deepest)
                        .build())
                .hasMessage("(0008,1115) SQ: sequences are nested deeper than 1000");
    }
}
