package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.TransferSyntax;

/** Elements in the other of Implicit and Explicit VR: byte by byte as PS3.5 section 7.1 has it. */
class ConversionTest {
    @Test
    void replacesHeaders() throws IOException {
        byte[] explicit = Encoded.explicit()
                .element(Tag.MODALITY, "CS", "CT")
                .element(Tag.PATIENT_ID, "LO", "P1 2")
                .us(Tag.ROWS, 5)
                .toBytes();
        byte[] implicit = Encoded.implicit()
                .element(Tag.MODALITY, "CS", "CT")
                .element(Tag.PATIENT_ID, "LO", "P1 2")
                .us(Tag.ROWS, 5)
                .toBytes();

        assertThat(toImplicit(explicit)).isEqualTo(implicit);
        assertThat(toExplicit(implicit)).isEqualTo(explicit);
    }

    @Test
    void makesLengthsEvenAndLeavesLengthsOfGroupsOut() throws IOException {
        byte[] explicit = Encoded.explicit()
                .element(Tag.MODALITY, "CS", "CT")
                .element(Tag.MANUFACTURER, "LO", "odd")
                .element(0x00090000, "UL", "\u0008\0\0\0")
                .element(Tag.PATIENT_ID, "LO", "P1")
                .element(Tag.TEXT_VALUE, "UT", "text")
                .us(Tag.ROWS, 5)
                .us(Tag.COLUMNS, 6)
                .toBytes();

        assertThat(toImplicit(explicit))
                .isEqualTo(Encoded.implicit()
                        .element(Tag.MODALITY, "CS", "CT")
                        .element(Tag.MANUFACTURER, "LO", "odd ")
                        .element(Tag.PATIENT_ID, "LO", "P1")
                        .us(Tag.ROWS, 5)
                        .us(Tag.COLUMNS, 6)
                        .element(Tag.TEXT_VALUE, "UT", "text")
                        .toBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 4000, 4096, 5000, 65_534})
    void writesMoreThanFitsIntoTheBuffer(int length) throws IOException {
        Encoded explicit = Encoded.explicit();
        Encoded implicit = Encoded.implicit();
        for (int group = 0x0009; group < 0x0029; group += 2) {
            for (Encoded encoded : new Encoded[] {explicit, implicit}) {
                encoded.element(Tags.of(group, 0x10), "LO", "ACME");
                encoded.element(Tags.of(group, 0x11), "LO", "x".repeat(length));
            }
        }

        assertThat(toImplicit(explicit.toBytes())).isEqualTo(implicit.toBytes());
        assertThat(toExplicit(implicit.toBytes())).isEqualTo(explicit.toBytes());
    }

    @Test
    void writesElementsOfTwoDataSets() throws IOException {
        byte[] one = Encoded.explicit().us(Tag.ROWS, 1).us(Tag.COLUMNS, 2).toBytes();
        byte[] other =
                Encoded.implicit().us(Tag.ROWS, 3).us(Tag.BITS_ALLOCATED, 4).toBytes();
        DataSet both = DataSet.read(one, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .merge(DataSet.read(other, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));

        assertThat(SampleDataSets.encoded(both, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(Encoded.implicit()
                        .us(Tag.ROWS, 3)
                        .us(Tag.COLUMNS, 2)
                        .us(Tag.BITS_ALLOCATED, 4)
                        .toBytes());
    }

    /** A header of twelve bytes becomes one of eight, and the lengths of what holds the element change with it. */
    @Test
    void findsTheLengthsOfItemsWithLongerHeaders() throws IOException {
        byte[] explicit = Encoded.explicit()
                .header(Tag.CONTENT_SEQUENCE, "SQ", 92)
                .item(84)
                .element(Tag.VALUE_TYPE, "CS", "TEXT")
                .header(Tag.CONCEPT_NAME_CODE_SEQUENCE, "SQ", Encoded.UNDEFINED)
                .item(Encoded.UNDEFINED)
                .element(Tag.CODE_VALUE, "SH", "C1")
                .element(Tag.LONG_CODE_VALUE, "UC", "C2")
                .itemEnd()
                .sequenceEnd()
                .element(Tag.TEXT_VALUE, "UT", "")
                .toBytes();
        byte[] implicit = Encoded.implicit()
                .header(Tag.CONTENT_SEQUENCE, "SQ", 80)
                .item(72)
                .element(Tag.VALUE_TYPE, "CS", "TEXT")
                .header(Tag.CONCEPT_NAME_CODE_SEQUENCE, "SQ", Encoded.UNDEFINED)
                .item(Encoded.UNDEFINED)
                .element(Tag.CODE_VALUE, "SH", "C1")
                .element(Tag.LONG_CODE_VALUE, "UC", "C2")
                .itemEnd()
                .sequenceEnd()
                .element(Tag.TEXT_VALUE, "UT", "")
                .toBytes();

        assertThat(toImplicit(explicit)).isEqualTo(implicit);
        assertThat(toExplicit(implicit)).isEqualTo(explicit);
    }

    @ParameterizedTest
    @CsvSource({"65534, LO", "65536, UN"})
    void saysUnknownOfWhatIsTooLongForItsLengthField(int length, String vr) throws IOException {
        String value = "x".repeat(length);
        byte[] implicit = Encoded.implicit()
                .element(Tag.MANUFACTURER, "LO", value)
                .element(Tag.TEXT_VALUE, "UT", value)
                .toBytes();

        assertThat(toExplicit(implicit))
                .isEqualTo(Encoded.explicit()
                        .element(Tag.MANUFACTURER, vr, value)
                        .element(Tag.TEXT_VALUE, "UT", value)
                        .toBytes());
    }

    /** PS3.5 section 6.2.2: in Explicit VR a length of 16 bits holds no more, so it is UN. */
    @Test
    void buildsAValueThatIsTooLongForItsLengthField() throws IOException {
        String[] codes = new String[10_000];
        Arrays.fill(codes, "ABCDEFGH");
        DataSet item = DataSet.builder()
                .text(Tag.MODALITY, "CT")
                .text(Tag.IMAGE_TYPE, codes)
                .integer(Tag.ROWS, 1)
                .build();
        DataSet dataSet =
                DataSet.builder().sequence(Tag.REFERENCED_SERIES_SEQUENCE, item).build();
        String value = "ABCDEFGH\\".repeat(9_999) + "ABCDEFGH ";

        assertThat(SampleDataSets.encoded(item, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(Encoded.explicit()
                        .element(Tag.IMAGE_TYPE, "UN", value)
                        .element(Tag.MODALITY, "CS", "CT")
                        .us(Tag.ROWS, 1)
                        .toBytes());
        assertThat(SampleDataSets.encoded(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .endsWith(Encoded.implicit()
                        .element(Tag.IMAGE_TYPE, "CS", value)
                        .element(Tag.MODALITY, "CS", "CT")
                        .us(Tag.ROWS, 1)
                        .toBytes());
    }

    @Test
    void nestsWhatWasBuiltAsItLiesThere() throws IOException {
        DataSet code = DataSet.builder().text(Tag.CODE_VALUE, "C1").build();
        DataSet item = DataSet.builder()
                .sequence(Tag.CONCEPT_NAME_CODE_SEQUENCE, code, DataSet.empty())
                .text(Tag.TEXT_VALUE, "text")
                .build();
        DataSet dataSet = DataSet.builder().sequence(Tag.CONTENT_SEQUENCE, item).build();

        assertThat(SampleDataSets.encoded(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(Encoded.explicit()
                        .header(Tag.CONTENT_SEQUENCE, "SQ", 62)
                        .item(54)
                        .header(Tag.CONCEPT_NAME_CODE_SEQUENCE, "SQ", 26)
                        .item(10)
                        .element(Tag.CODE_VALUE, "SH", "C1")
                        .item(0)
                        .element(Tag.TEXT_VALUE, "UT", "text")
                        .toBytes());
        assertThat(dataSet.sequence(Tag.CONTENT_SEQUENCE)
                        .get(0)
                        .sequence(Tag.CONCEPT_NAME_CODE_SEQUENCE)
                        .get(0)
                        .text(Tag.CODE_VALUE))
                .contains("C1");
        assertThat(dataSet.element(Tag.CONTENT_SEQUENCE).orElseThrow().length()).isZero();
    }

    @Test
    void doesNotWriteUnknownPixelDataOfItemsAsNativeOnes() throws IOException {
        byte[] explicit = Encoded.explicit()
                .header(Tag.PIXEL_DATA, "UN", Encoded.UNDEFINED)
                .item(0)
                .sequenceEnd()
                .toBytes();
        DataSet dataSet = DataSet.read(explicit, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        assertThatThrownBy(() -> dataSet.in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("(7FE0,0010) is encapsulated and cannot be written in 1.2.840.10008.1.2;");
        assertThat(SampleDataSets.encoded(dataSet, SampleDataSets.ENCAPSULATED)).isEqualTo(explicit);
    }

    private static byte[] toImplicit(byte[] explicit) throws IOException {
        DataSet dataSet = DataSet.read(explicit, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return SampleDataSets.encoded(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    private static byte[] toExplicit(byte[] implicit) throws IOException {
        DataSet dataSet = DataSet.read(implicit, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        return SampleDataSets.encoded(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
