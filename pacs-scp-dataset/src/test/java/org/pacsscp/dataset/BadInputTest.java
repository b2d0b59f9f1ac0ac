package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.TransferSyntax;

/** What devices and attackers send: reading says what is wrong, at which tag path and byte, and keeps the rest where asked. */
class BadInputTest {
    private static final int NAME = Tag.PATIENT_NAME;
    private static final int SEQUENCE = Tag.REFERENCED_SERIES_SEQUENCE;
    private static final ReadOptions KEEPING =
            ReadOptions.builder().keepWhatCame().build();
    private static final byte[] NONE = {};

    @Test
    void findsALengthPastTheEnd() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(Tag.MODALITY, "CS", "CT")
                .header(NAME, "PN", 12)
                .ascii("A^B ")
                .toBytes();

        assertFatal(bytes, DataSetFault.LENGTH_PAST_END, "(0010,0010)", 10);
        DataSet kept = DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, KEEPING);
        assertThat(kept.isComplete()).isFalse();
        assertThat(kept.text(Tag.MODALITY)).contains("CT");
        assertThat(kept.contains(NAME)).isFalse();
    }

    /** Wherever it is read from: an array could say at once that the sequence is too long. */
    @Test
    void keepsWhatIsThereOfASequencePastTheEnd() throws IOException {
        byte[] bytes = Encoded.explicit()
                .header(SEQUENCE, "SQ", 1000)
                .item(Encoded.UNDEFINED)
                .us(Tag.ROWS, 5)
                .itemEnd()
                .toBytes();

        assertFatal(bytes, DataSetFault.TRUNCATED, "(0008,1115)[0]", 38);
        for (DataSet kept : List.of(
                DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, KEEPING),
                DataSet.read(new ByteArrayInputStream(bytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, KEEPING))) {
            assertThat(kept.sequence(SEQUENCE))
                    .extracting(item -> item.integer(Tag.ROWS).orElse(0))
                    .containsExactly(5);
        }
    }

    @Test
    void findsAStreamThatEndsWithinAValue() {
        byte[] bytes = Encoded.explicit().header(NAME, "PN", 12).ascii("A^B ").toBytes();

        assertThatThrownBy(
                        () -> DataSet.read(new ByteArrayInputStream(bytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .hasMessage("(0010,0010) at byte 0: the data end too early (length 12, 4 left)");
    }

    @Test
    void neverAllocatesWhatALengthClaims() {
        byte[] bytes = Encoded.explicit()
                .header(Tag.PIXEL_DATA, "OW", 0xFFFFFFFE)
                .u32(0)
                .toBytes();

        assertThatThrownBy(
                        () -> DataSet.read(new ByteArrayInputStream(bytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .hasMessageContaining("(7FE0,0010) at byte 0: the data set would take too much memory");
        assertThatThrownBy(() -> DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .hasMessageContaining("length 4294967294, 4 left");
    }

    @Test
    void takesOddLengths() throws IOException {
        byte[] bytes =
                Encoded.explicit().element(NAME, "PN", "A^B").us(Tag.ROWS, 5).toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.ODD_LENGTH, "(0010,0010)", 0);
        assertThat(dataSet.text(NAME)).contains("A^B");
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(5);
    }

    @Test
    void findsAMissingSequenceDelimiter() {
        byte[] bytes = Encoded.explicit()
                .header(SEQUENCE, "SQ", Encoded.UNDEFINED)
                .item(0)
                .us(Tag.ROWS, 5)
                .toBytes();

        assertFatal(bytes, DataSetFault.ITEM_EXPECTED, "(0008,1115)[0]", 20);
    }

    @Test
    void findsTheEndOfTheDataInAnItem() {
        byte[] bytes = Encoded.explicit()
                .header(SEQUENCE, "SQ", Encoded.UNDEFINED)
                .item(Encoded.UNDEFINED)
                .us(Tag.ROWS, 5)
                .toBytes();

        assertFatal(bytes, DataSetFault.TRUNCATED, "(0008,1115)[0]", 30);
    }

    @Test
    void takesAMissingItemDelimiter() throws IOException {
        byte[] bytes = Encoded.explicit()
                .header(SEQUENCE, "SQ", Encoded.UNDEFINED)
                .item(Encoded.UNDEFINED)
                .us(Tag.ROWS, 5)
                .item(Encoded.UNDEFINED)
                .us(Tag.ROWS, 6)
                .sequenceEnd()
                .us(Tag.ROWS, 7)
                .toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.MISSING_DELIMITER, "(0008,1115)[0]", 30);
        assertThat(dataSet.sequence(SEQUENCE))
                .extracting(item -> item.integer(Tag.ROWS).orElse(0))
                .containsExactly(5, 6);
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(7);
    }

    @Test
    void ignoresAStrayDelimiter() throws IOException {
        byte[] bytes = Encoded.explicit().itemEnd().us(Tag.ROWS, 5).toBytes();

        assertThat(assertNoted(bytes, DataSetFault.STRAY_DELIMITER, "", 0).integer(Tag.ROWS))
                .hasValue(5);
    }

    @Test
    void findsAnItemOutsideOfASequence() {
        byte[] bytes = Encoded.explicit().item(0).toBytes();

        assertFatal(bytes, DataSetFault.UNEXPECTED_ITEM, "", 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 10_000})
    void limitsDepth(int depth) {
        byte[] bytes = nested(depth).toBytes();

        DataSetFormatException thrown = catchThrowableOfType(
                DataSetFormatException.class, () -> DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        assertThat(thrown.problem().fault()).isEqualTo(DataSetFault.TOO_DEEP);
        assertThat(thrown.problem().offset()).isEqualTo(64 * 20);
        assertThat(thrown.problem().path()).isEqualTo("(0008,1115)[0]".repeat(64) + "(0008,1115)");
    }

    @Test
    void readsWhatIsDeepEnough() throws IOException {
        Encoded bytes = nested(64);
        for (int i = 0; i < 64; i++) {
            bytes.itemEnd().sequenceEnd();
        }
        DataSet dataSet = DataSet.read(bytes.toBytes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        for (int i = 0; i < 64; i++) {
            dataSet = dataSet.sequence(SEQUENCE).get(0);
        }
        assertThat(dataSet.isEmpty()).isTrue();
    }

    private static Encoded nested(int depth) {
        Encoded bytes = Encoded.explicit();
        for (int i = 0; i < depth; i++) {
            bytes.header(SEQUENCE, "SQ", Encoded.UNDEFINED).item(Encoded.UNDEFINED);
        }
        return bytes;
    }

    @Test
    void limitsElements() {
        byte[] bytes = Encoded.explicit()
                .us(Tag.ROWS, 1)
                .us(Tag.COLUMNS, 1)
                .us(Tag.BITS_ALLOCATED, 1)
                .toBytes();

        assertFatal(bytes, b -> b.maxElements(2), DataSetFault.TOO_MANY_ELEMENTS, "(0028,0100)", 20);
    }

    @Test
    void limitsBytesHeld() {
        byte[] bytes = Encoded.explicit()
                .us(Tag.ROWS, 1)
                .element(Tag.PIXEL_DATA, "OW", new byte[1000])
                .toBytes();

        assertFatal(bytes, b -> b.maxBytesHeld(1000), DataSetFault.TOO_MANY_BYTES_HELD, "(7FE0,0010)", 10);
    }

    @Test
    void limitsLength() {
        byte[] bytes = Encoded.explicit()
                .us(Tag.ROWS, 1)
                .element(Tag.PIXEL_DATA, "OW", new byte[1000])
                .toBytes();

        assertFatal(bytes, b -> b.skipValuesAbove(10).maxLength(1000), DataSetFault.TOO_LONG, "(7FE0,0010)", 10);
    }

    @Test
    void asksTheAccountBeforeItHoldsBytes() {
        byte[] bytes = Encoded.explicit()
                .element(Tag.PIXEL_DATA, "OW", new byte[10_000])
                .toBytes();
        ReadOptions options = ReadOptions.builder()
                .heldBytes(more -> {
                    if (more > 10_000) {
                        throw new IOException("no room for " + more);
                    }
                })
                .build();

        assertThatThrownBy(() -> DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, options))
                .hasMessage("no room for 10028");
    }

    @Test
    void readsAnUnknownVrAsUn() throws IOException {
        byte[] bytes = Encoded.explicit()
                .tag(NAME)
                .ascii("ZZ")
                .u16(0)
                .u32(4)
                .ascii("A^B ")
                .us(Tag.ROWS, 5)
                .toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.UNKNOWN_VR, "(0010,0010)", 0);
        assertThat(dataSet.element(NAME)).get().extracting(Element::vr).isEqualTo(Vr.UN);
        assertThat(dataSet.text(NAME)).contains("A^B");
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(5);
    }

    @Test
    void findsThatThereIsNoVr() {
        byte[] bytes = Encoded.explicit()
                .us(Tag.ROWS, 5)
                .tag(Tag.COLUMNS)
                .u32(2)
                .u16(5)
                .toBytes();

        assertFatal(bytes, DataSetFault.NO_VR, "(0028,0011)", 10);
    }

    @Test
    void readsImplicitWhereExplicitWasSaid() throws IOException {
        byte[] bytes =
                Encoded.implicit().element(NAME, "PN", "A^B ").us(Tag.ROWS, 5).toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.OTHER_ENCODING, "(0010,0010)", 0);
        assertThat(dataSet.text(NAME)).contains("A^B");
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(5);
    }

    @Test
    void readsExplicitWhereImplicitWasSaid() throws IOException {
        byte[] bytes =
                Encoded.explicit().element(NAME, "PN", "A^B ").us(Tag.ROWS, 5).toBytes();

        DataSet dataSet = DataSet.read(bytes, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(dataSet.problems()).extracting(DataSetProblem::fault).containsExactly(DataSetFault.OTHER_ENCODING);
        assertThat(dataSet.text(NAME)).contains("A^B");
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(5);
    }

    @Test
    void readsAnImplicitItemInAnExplicitDataSet() throws IOException {
        byte[] item = Encoded.implicit().us(Tag.ROWS, 5).toBytes();
        byte[] bytes = Encoded.explicit()
                .header(SEQUENCE, "SQ", 8 + item.length)
                .item(item.length)
                .bytes(item)
                .us(Tag.ROWS, 6)
                .toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.OTHER_ENCODING, "(0008,1115)[0](0028,0010)", 20);
        assertThat(dataSet.sequence(SEQUENCE).get(0).integer(Tag.ROWS)).hasValue(5);
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(6);
    }

    @Test
    void notesPrivateElementsWithoutCreator() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(0x00090010, "LO", "ACME")
                .element(0x00091001, "LO", "mine")
                .element(0x00091101, "LO", "whose ")
                .element(0x00091102, "LO", "whose ")
                .toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.NO_PRIVATE_CREATOR, "(0009,1101)", 24);
        assertThat(dataSet.privateElement("ACME", 9, 1))
                .get()
                .extracting(Element::text)
                .hasToString("Optional[mine]");
        assertThat(dataSet.privateElement("OTHER", 9, 1)).isEmpty();
    }

    @Test
    void inheritsNoPrivateCreator() throws IOException {
        byte[] item = Encoded.explicit().element(0x00091001, "LO", "mine").toBytes();
        byte[] bytes = Encoded.explicit()
                .element(0x00090010, "LO", "ACME")
                .header(Tag.REQUEST_ATTRIBUTES_SEQUENCE, "SQ", 8 + item.length)
                .item(item.length)
                .bytes(item)
                .toBytes();

        DataSet dataSet = DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(dataSet.problems()).extracting(DataSetProblem::fault).contains(DataSetFault.NO_PRIVATE_CREATOR);
    }

    @Test
    void notesAGroupLengthThatLies() throws IOException {
        byte[] right = Encoded.explicit()
                .header(0x00280000, "UL", 4)
                .u32(10)
                .us(Tag.ROWS, 5)
                .header(0x00400000, "UL", 4)
                .u32(0)
                .toBytes();
        assertThat(DataSet.read(right, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).problems())
                .isEmpty();

        byte[] wrong = Encoded.explicit()
                .header(0x00280000, "UL", 4)
                .u32(12)
                .us(Tag.ROWS, 5)
                .toBytes();
        assertNoted(wrong, DataSetFault.WRONG_GROUP_LENGTH, "(0028,0000)", 0);
    }

    @Test
    void sortsElementsOutOfOrder() throws IOException {
        byte[] bytes = Encoded.explicit()
                .us(Tag.COLUMNS, 6)
                .us(Tag.ROWS, 5)
                .us(Tag.BITS_STORED, 8)
                .toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.OUT_OF_ORDER, "(0028,0010)", 10);
        assertThat(dataSet).extracting(Element::tag).containsExactly(Tag.ROWS, Tag.COLUMNS, Tag.BITS_STORED);
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(5);
    }

    @Test
    void takesTheFirstOfTwo() throws IOException {
        byte[] bytes = Encoded.explicit().us(Tag.ROWS, 5).us(Tag.ROWS, 6).toBytes();

        DataSet dataSet = assertNoted(bytes, DataSetFault.DUPLICATE, "(0028,0010)", 10);
        assertThat(dataSet.size()).isEqualTo(1);
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(5);
    }

    @Test
    void leavesNulPaddingAway() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(Tag.MODALITY, "CS", "CT\0\0")
                .element(NAME, "PN", "A^B\0")
                .toBytes();

        DataSet dataSet = DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(dataSet.text(Tag.MODALITY)).contains("CT");
        assertThat(dataSet.text(NAME)).contains("A^B");
    }

    @Test
    void takesACharacterSetThatNobodyKnows() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 999 ")
                .element(NAME, "PN", "A^\u00C4")
                .toBytes();

        assertThat(DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).text(NAME))
                .isPresent();
    }

    @Test
    void takesAnEscapeSequenceThatEndsNowhere() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(Tag.SPECIFIC_CHARACTER_SET, "CS", "\\ISO 2022 IR 87")
                .element(NAME, "PN", "A^B=\u001B$")
                .toBytes();

        assertThat(DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).text(NAME))
                .isPresent();
    }

    @Test
    void refusesAnUndefinedLengthWhereThereIsNone() {
        byte[] bytes = Encoded.implicit()
                .header(NAME, "PN", Encoded.UNDEFINED)
                .sequenceEnd()
                .toBytes();

        DataSetFormatException thrown = catchThrowableOfType(
                DataSetFormatException.class, () -> DataSet.read(bytes, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        assertThat(thrown.problem().fault()).isEqualTo(DataSetFault.UNDEFINED_LENGTH);
    }

    @Test
    void notesAHundredProblemsAtMost() throws IOException {
        Encoded bytes = Encoded.explicit();
        for (int i = 0; i < 200; i++) {
            bytes.element(0x00100010 + i * 16, "LO", "odd");
        }
        assertThat(DataSet.read(bytes.toBytes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                        .problems())
                .hasSize(100);
    }

    @Test
    void showsNoValue() throws IOException {
        byte[] bytes = Encoded.explicit()
                .element(NAME, "PN", "SECRET^NAME ")
                .header(SEQUENCE, "SQ", 8)
                .item(0)
                .element(NAME, "PN", "SECRET")
                .toBytes();

        DataSet dataSet = DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(dataSet.toString() + dataSet.problems())
                .contains("(0010,0010) PN 12 bytes")
                .doesNotContain("SECRET");
    }

    @Test
    void readsNothingAsNothing() throws IOException {
        assertThat(DataSet.read(NONE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(DataSet.empty());
    }

    private static void assertFatal(byte[] bytes, DataSetFault fault, String path, long offset) {
        assertFatal(bytes, options -> {}, fault, path, offset);
    }

    private static void assertFatal(
            byte[] bytes, Consumer<ReadOptions.Builder> limits, DataSetFault fault, String path, long offset) {
        ReadOptions.Builder builder = ReadOptions.builder();
        limits.accept(builder);
        DataSetFormatException thrown = catchThrowableOfType(
                DataSetFormatException.class,
                () -> DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, builder.build()));
        assertThat(thrown.problem())
                .extracting(DataSetProblem::fault, DataSetProblem::path, DataSetProblem::offset)
                .isEqualTo(List.of(fault, path, offset));
        assertThat(thrown).hasMessage(thrown.problem().toString());
    }

    private static DataSet assertNoted(byte[] bytes, DataSetFault fault, String path, long offset) throws IOException {
        DataSet dataSet = DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(dataSet.problems())
                .extracting(DataSetProblem::fault, DataSetProblem::path, DataSetProblem::offset)
                .contains(tuple(fault, path, offset));
        assertThat(dataSet.isComplete()).isTrue();
        return dataSet;
    }
}
