package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.dataset.SampleDataSets.encoded;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.PersonName;

class DataSetTest {
    private static final Uid EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Uid IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

    static List<Uid> encodings() {
        return SampleDataSets.ENCODINGS;
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void hasTypedValuesInEachEncoding(Uid encoding) throws IOException {
        DataSet dataSet = DataSet.read(encoded(SampleDataSets.sample(), encoding), encoding);

        assertThat(dataSet.texts(Tag.IMAGE_TYPE)).containsExactly("ORIGINAL", "PRIMARY");
        assertThat(dataSet.text(Tag.IMAGE_TYPE)).contains("ORIGINAL");
        assertThat(dataSet.uid(Tag.SOP_INSTANCE_UID)).contains(Uid.of("1.2.3.4"));
        assertThat(dataSet.personName(Tag.PATIENT_NAME)).contains(PersonName.of("M\u00FCller", "J\u00F6rg"));
        assertThat(dataSet.integer(Tag.COLUMNS)).hasValue(2);
        assertThat(dataSet.integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE)).hasValue(-5);
        assertThat(dataSet.element(Tag.SMALLEST_IMAGE_PIXEL_VALUE).orElseThrow().vr())
                .isEqualTo(Vr.SS);
        assertThat(dataSet.real(Tag.RECOMMENDED_DISPLAY_FRAME_RATE_IN_FLOAT)).hasValue(12.5);
        assertThat(dataSet.decimal(Tag.RECOMMENDED_DISPLAY_FRAME_RATE_IN_FLOAT)).contains(new BigDecimal("12.5"));
        assertThat(dataSet.element(Tag.FRAME_INCREMENT_POINTER).orElseThrow().tags())
                .containsExactly(Tag.FRAME_TIME);
        List<DataSet> steps = dataSet.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE);
        assertThat(steps).hasSize(2);
        assertThat(steps.get(1).date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE)).contains(DicomDate.of(2024, 2, 29));
        assertThat(steps.get(1).sequence(Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE))
                .extracting(code -> code.text(Tag.CODE_VALUE).orElse("none"))
                .containsExactly("C1", "none");
        ByteBuffer pixels = dataSet.bytes(Tag.PIXEL_DATA).orElseThrow();
        assertThat(pixels.isReadOnly()).isTrue();
        assertThat(pixels.asShortBuffer().get(1)).isEqualTo((short) 2);
        assertThat(pixels.order())
                .isEqualTo(
                        encoding.equals(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
                                ? ByteOrder.BIG_ENDIAN
                                : ByteOrder.LITTLE_ENDIAN);
        assertThat(dataSet.element(Tag.PIXEL_DATA).orElseThrow().bytes()).containsExactly(1, 0, 2, 0);
    }

    @Test
    void isEmptyWhereThereIsNothingOfThatKind() throws IOException {
        DataSet dataSet = DataSet.read(
                Encoded.explicit()
                        .element(Tag.STUDY_DATE, "DA", "")
                        .element(Tag.SERIES_DATE, "DA", "yesterday ")
                        .element(Tag.MODALITY, "CS", "  ")
                        .element(Tag.SERIES_NUMBER, "IS", "12A ")
                        .header(Tag.ROWS, "US", 3)
                        .ascii("abc")
                        .toBytes(),
                EXPLICIT);

        assertThat(dataSet.date(Tag.STUDY_DATE)).isEmpty();
        assertThat(dataSet.contains(Tag.STUDY_DATE)).isTrue();
        assertThat(dataSet.date(Tag.SERIES_DATE)).isEmpty();
        assertThat(dataSet.text(Tag.SERIES_DATE)).contains("yesterday");
        assertThat(dataSet.text(Tag.MODALITY)).isEmpty();
        assertThat(dataSet.integer(Tag.SERIES_NUMBER)).isEmpty();
        assertThat(dataSet.integer(Tag.ROWS)).hasValue('a' | 'b' << 8);
        assertThat(dataSet.integer(Tag.MODALITY)).isEmpty();
        assertThat(dataSet.sequence(Tag.ROWS)).isEmpty();
        assertThat(dataSet.text(Tag.PATIENT_ID)).isEmpty();
        assertThat(dataSet.texts(Tag.PATIENT_ID)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void writesTheBytesThatCame(Uid encoding) throws IOException {
        byte[] bytes = encoded(SampleDataSets.sample(), encoding);

        assertThat(encoded(DataSet.read(bytes, encoding), encoding)).isEqualTo(bytes);
    }

    @Test
    void writesTheBytesThatCameWhateverTheyWere() throws IOException {
        byte[] bytes = Encoded.explicit()
                .header(0x00080000, "UL", 4)
                .u32(999)
                .us(Tag.COLUMNS, 1)
                .element(Tag.PATIENT_ID, "LO", "odd")
                .us(Tag.COLUMNS, 2)
                .itemEnd()
                .toBytes();

        DataSet dataSet = DataSet.read(bytes, EXPLICIT);
        assertThat(encoded(dataSet, EXPLICIT)).isEqualTo(bytes);
        assertThat(encoded(dataSet, IMPLICIT))
                .isEqualTo(Encoded.implicit()
                        .element(Tag.PATIENT_ID, "LO", "odd ")
                        .us(Tag.COLUMNS, 1)
                        .toBytes());
    }

    @Test
    void keepsTheFormOfSequencesInOtherEncodings() throws IOException {
        DataSet dataSet = DataSet.read(SampleDataSets.undefinedLengths(), SampleDataSets.ENCAPSULATED)
                .without(Tag.PIXEL_DATA, 0xFFFCFFFC);
        byte[] unknown = Encoded.implicit()
                .item(Encoded.UNDEFINED)
                .element(Tag.CODE_VALUE, "SH", "C1")
                .itemEnd()
                .sequenceEnd()
                .toBytes();

        assertThat(encoded(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN))
                .isEqualTo(Encoded.bigEndian()
                        .header(Tag.REFERENCED_SERIES_SEQUENCE, "SQ", Encoded.UNDEFINED)
                        .item(Encoded.UNDEFINED)
                        .element(Tag.SERIES_INSTANCE_UID, "UI", "1.2.3\0")
                        .itemEnd()
                        .item(10)
                        .us(Tag.ROWS, 7)
                        .sequenceEnd()
                        .element(0x00090010, "LO", "ACME")
                        .header(0x00091001, "UN", Encoded.UNDEFINED)
                        .bytes(unknown)
                        .us(Tag.ROWS, 5)
                        .toBytes());
        assertThat(encoded(dataSet, IMPLICIT)).hasSize(8 + 8 + 14 + 8 + 8 + 10 + 8 + 12 + 8 + unknown.length + 10);
    }

    @Test
    void writesAnItemAsADataSet() throws IOException {
        DataSet item = DataSet.read(encoded(SampleDataSets.sample(), EXPLICIT), EXPLICIT)
                .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE)
                .get(0);

        assertThat(DataSet.read(encoded(item, EXPLICIT), EXPLICIT)).isEqualTo(item);
        assertThat(DataSet.read(encoded(item, IMPLICIT), IMPLICIT)).isEqualTo(item);
    }

    @Test
    void isEqualHoweverItWasMade() throws IOException {
        DataSet built = SampleDataSets.sample();
        for (Uid encoding : SampleDataSets.ENCODINGS) {
            if (encoding.equals(IMPLICIT)) {
                continue; // Private elements lose their value representation.
            }
            DataSet read = DataSet.read(encoded(built, encoding), encoding);
            assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
            assertThat(read.with(elements -> elements.text(Tag.PATIENT_ID, "P")))
                    .isNotEqualTo(built);
            assertThat(read.toBuilder().build()).isEqualTo(built);
        }
        assertThat(built.without(Tag.ROWS)).isNotEqualTo(built);
        assertThat(built.without(Tag.PATIENT_ID)).isSameAs(built);
    }

    @Test
    void isNotChangedByWhatIsMadeOfIt() throws IOException {
        byte[] bytes = encoded(SampleDataSets.sample(), EXPLICIT);
        DataSet dataSet = DataSet.read(bytes, EXPLICIT);
        bytes[bytes.length - 1] = 99;

        DataSet other = dataSet.with(elements -> elements.text(Tag.PATIENT_ID, "P2"))
                .without(Tag.ROWS)
                .merge(DataSet.builder().integer(Tag.COLUMNS, 9).build());
        assertThat(other.text(Tag.PATIENT_ID)).contains("P2");
        assertThat(other.contains(Tag.ROWS)).isFalse();
        assertThat(other.integer(Tag.COLUMNS)).hasValue(9);
        assertThat(dataSet).isEqualTo(SampleDataSets.sample());
    }

    @Test
    void sharesLargeValuesAndKeepsThem() throws IOException {
        DataSet large = DataSet.builder()
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[100_000])
                .build();
        DataSet dataSet = DataSet.read(
                encoded(large, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        for (int i = 0; i < 200; i++) {
            int row = i;
            dataSet = dataSet.with(elements -> elements.integer(Tag.ROWS, row));
        }
        assertThat(dataSet.origins()).hasSizeLessThan(4);
        assertThat(dataSet.without(Tag.ROWS)).isEqualTo(large);
        assertThat(DataSet.read(encoded(dataSet, IMPLICIT), IMPLICIT)).isEqualTo(dataSet);
    }

    @Test
    void readsItemsInTheCharacterSetThatTheyInherit() throws IOException {
        byte[] own = Encoded.explicit()
                .element(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 144")
                .element(Tag.PATIENT_NAME, "PN", "\u00BB\u00DE")
                .toBytes();
        byte[] inheriting = Encoded.explicit()
                .element(Tag.PATIENT_NAME, "PN", "\u00C4\u00D6")
                .toBytes();
        byte[] bytes = Encoded.explicit()
                .element(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 100")
                .header(Tag.REFERENCED_PATIENT_SEQUENCE, "SQ", 16 + own.length + inheriting.length)
                .item(own.length)
                .bytes(own)
                .item(inheriting.length)
                .bytes(inheriting)
                .toBytes();
        List<DataSet> items = DataSet.read(bytes, EXPLICIT).sequence(Tag.REFERENCED_PATIENT_SEQUENCE);

        assertThat(items.get(0).text(Tag.PATIENT_NAME)).contains("\u041B\u043E");
        assertThat(items.get(1).text(Tag.PATIENT_NAME)).contains("\u00C4\u00D6");
    }

    @Test
    void encodesTextAgainWhereTheCharacterSetChanges() throws IOException {
        DataSet latin = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .text(Tag.PATIENT_NAME, "M\u00FCller")
                .sequence(
                        Tag.REFERENCED_PATIENT_SEQUENCE,
                        DataSet.builder()
                                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                                .text(Tag.PATIENT_NAME, "Yamada=\u5C71\u7530")
                                .build())
                .build();
        DataSet read = DataSet.read(encoded(latin, EXPLICIT), EXPLICIT);
        DataSet utf8 = read.with(elements -> elements.text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192"));

        assertThat(utf8.text(Tag.PATIENT_NAME)).contains("M\u00FCller");
        assertThat(utf8.bytes(Tag.PATIENT_NAME).orElseThrow().remaining()).isEqualTo(8);
        assertThat(utf8.sequence(Tag.REFERENCED_PATIENT_SEQUENCE).get(0).text(Tag.PATIENT_NAME))
                .contains("Yamada=\u5C71\u7530");
        DataSet merged = latin.merge(DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .text(Tag.PATIENT_COMMENTS, "\u5C71")
                .build());
        assertThat(merged.text(Tag.PATIENT_NAME)).contains("M\u00FCller");
        assertThat(merged.text(Tag.PATIENT_COMMENTS)).contains("\u5C71");
    }

    /** An item that is taken out of a data set, or put into another one, still reads the same. */
    @Test
    void takesTheCharacterSetOfAnItemAlong() throws IOException {
        byte[] item = Encoded.explicit()
                .element(Tag.PATIENT_NAME, "PN", "\u00C4\u00D6")
                .toBytes();
        byte[] bytes = Encoded.explicit()
                .element(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 100")
                .header(Tag.REFERENCED_PATIENT_SEQUENCE, "SQ", 8 + item.length)
                .item(item.length)
                .bytes(item)
                .toBytes();
        DataSet inherited = DataSet.read(bytes, EXPLICIT)
                .sequence(Tag.REFERENCED_PATIENT_SEQUENCE)
                .get(0);
        DataSet alone = inherited.toBuilder().build();
        DataSet elsewhere = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .sequence(Tag.REFERENCED_PATIENT_SEQUENCE, inherited)
                .build();

        assertThat(alone.text(Tag.PATIENT_NAME)).contains("\u00C4\u00D6");
        assertThat(DataSet.read(encoded(elsewhere, EXPLICIT), EXPLICIT)
                        .sequence(Tag.REFERENCED_PATIENT_SEQUENCE)
                        .get(0)
                        .text(Tag.PATIENT_NAME))
                .contains("\u00C4\u00D6");
    }

    @Test
    void readsUnknownValuesAsTheDictionaryHasThem() throws IOException {
        byte[] items = Encoded.implicit()
                .item(10)
                .us(Tag.ROWS, 7)
                .item(Encoded.UNDEFINED)
                .us(Tag.ROWS, 8)
                .itemEnd()
                .toBytes();
        byte[] bytes = Encoded.bigEndian()
                .element(Tag.REFERENCED_SERIES_SEQUENCE, "UN", items)
                .element(0x00090010, "LO", "ACME")
                .element(0x00091001, "UN", "1.5\\2 ")
                .element(Tag.PATIENT_ID, "UN", "P1")
                .element(Tag.ROWS, "UN", new byte[] {1, 2})
                .toBytes();
        DataSet dataSet = DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

        assertThat(dataSet.sequence(Tag.REFERENCED_SERIES_SEQUENCE))
                .extracting(item -> item.integer(Tag.ROWS).orElse(0))
                .containsExactly(7, 8);
        assertThat(dataSet.text(Tag.PATIENT_ID)).contains("P1");
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(0x0201);
        Element known = dataSet.privateElement("ACME", 0x0009, 0x01).orElseThrow();
        assertThat(known.text()).isEmpty();
        assertThat(known.as(Vr.DS).decimals()).containsExactly(new BigDecimal("1.5"), new BigDecimal("2"));
    }

    @Test
    void hasNoItemsWhereAnUnknownValueIsNoSequence() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(Tag.REFERENCED_SERIES_SEQUENCE, "UN", "anything else ")
                .toBytes();

        assertThat(DataSet.read(bytes, EXPLICIT).sequence(Tag.REFERENCED_SERIES_SEQUENCE))
                .isEmpty();
    }
}
