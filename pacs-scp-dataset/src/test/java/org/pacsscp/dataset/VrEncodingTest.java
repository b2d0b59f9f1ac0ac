package org.pacsscp.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/** One element of each value representation, byte for byte as PS3.5 Tables 7.1-1 to 7.1-3 and section 7.3 have it. */
class VrEncodingTest {
    private static final int TAG = 0x00091001;

    /** Value representation, value in little endian, value in big endian. */
    private record Case(Vr vr, String little, String big) {
        @Override
        public String toString() {
            return vr.name();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                same(Vr.AE, "50414353"),
                same(Vr.AS, "30343559"),
                new Case(Vr.AT, "10002000", "00100020"),
                same(Vr.CS, "434F4445"),
                same(Vr.DA, "3230323430313239"),
                same(Vr.DS, "312E35302020"),
                same(Vr.DT, "32303234303132393130"),
                new Case(Vr.FD, "000000000000F83F", "3FF8000000000000"),
                new Case(Vr.FL, "0000C03F", "3FC00000"),
                same(Vr.IS, "2D31"),
                same(Vr.LO, "4C4F"),
                same(Vr.LT, "4C54"),
                same(Vr.OB, "01020304"),
                new Case(Vr.OD, "0102030405060708", "0807060504030201"),
                new Case(Vr.OF, "01020304", "04030201"),
                new Case(Vr.OL, "01020304", "04030201"),
                new Case(Vr.OV, "0102030405060708", "0807060504030201"),
                new Case(Vr.OW, "01020304", "02010403"),
                same(Vr.PN, "415E42" + "20"),
                same(Vr.SH, "5348"),
                new Case(Vr.SL, "FEFFFFFF", "FFFFFFFE"),
                new Case(Vr.SS, "FEFF", "FFFE"),
                same(Vr.ST, "5354"),
                new Case(Vr.SV, "FEFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFE"),
                same(Vr.TM, "313031352020"),
                same(Vr.UC, "5543"),
                same(Vr.UI, "312E322E3300"),
                new Case(Vr.UL, "01020304", "04030201"),
                same(Vr.UN, "01020304"),
                same(Vr.UR, "7572"),
                new Case(Vr.US, "0102", "0201"),
                same(Vr.UT, "5554"),
                new Case(Vr.UV, "0102030405060708", "0807060504030201"));
    }

    private static Case same(Vr vr, String value) {
        return new Case(vr, value, value);
    }

    @Test
    void missesNoVr() {
        Set<Vr> shown = cases().map(Case::vr).collect(Collectors.toSet());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(shown))).containsExactly(Vr.SQ);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsAndWritesEachEncoding(Case vr) throws IOException {
        int length = vr.little().length() / 2;
        boolean wide = Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SV", "UC", "UN", "UR", "UT", "UV")
                .contains(vr.vr().name());
        String letters = "%02X%02X"
                .formatted((int) vr.vr().name().charAt(0), (int) vr.vr().name().charAt(1));
        String explicitLittle = "09000110" + letters
                + (wide ? "0000%02X000000".formatted(length) : "%02X00".formatted(length)) + vr.little();
        String explicitBig = "00091001" + letters
                + (wide ? "0000000000%02X".formatted(length) : "00%02X".formatted(length)) + vr.big();
        String implicit = "09000110" + "%02X000000".formatted(length) + vr.little();

        DataSet fromLittle = read(explicitLittle, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        DataSet fromBig = read(explicitBig, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        assertThat(fromLittle).isEqualTo(fromBig).hasSameHashCodeAs(fromBig);
        assertThat(fromLittle.element(TAG)).get().extracting(Element::vr).isEqualTo(vr.vr());
        assertThat(fromBig.element(TAG).orElseThrow().bytes()).isEqualTo(bytes(vr.little()));
        for (DataSet dataSet : new DataSet[] {fromLittle, fromBig}) {
            assertThat(write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(explicitLittle);
            assertThat(write(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)).isEqualTo(explicitBig);
            assertThat(write(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(implicit);
        }
    }

    @Test
    void padsOnceWithTheRightByte() throws IOException {
        DataSet dataSet = DataSet.builder()
                .text(Tag.MODALITY, "OTX")
                .uid(Tag.SOP_INSTANCE_UID, Uid.of("1.2.3"))
                .text(Tag.SOFTWARE_VERSIONS, "A", "BC", "D")
                .bytes(Tag.ICC_PROFILE, Vr.OB, new byte[] {1})
                .build();

        assertThat(write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo("08001800" + "5549" + "0600" + "312E322E3300" //
                        + "08006000" + "4353" + "0400" + "4F545820"
                        + "18002010" + "4C4F" + "0600" + "415C42435C44"
                        + "28000020" + "4F42" + "0000" + "02000000" + "0100");
    }

    /** PS3.5 section 6.2.2. */
    @Test
    void writesAsUnknownWhatIsTooLongForItsLengthField() throws IOException {
        byte[] values = new byte[70_000];
        values[2] = 1;
        byte[] implicit = Encoded.implicit()
                .element(Tag.GRAY_LOOKUP_TABLE_DATA, "US", new byte[0])
                .element(Tag.SELECTOR_US_VALUE, "US", values)
                .toBytes();
        DataSet dataSet = DataSet.read(implicit, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

        assertThat(write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .contains("72007A00" + "554E" + "0000" + "70110100" + "00000100");
        assertThat(write(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN))
                .contains("0072007A" + "554E" + "0000" + "00011170" + "00000100");
        DataSet again = DataSet.read(
                bytes(write(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        assertThat(again.element(Tag.SELECTOR_US_VALUE).orElseThrow().integers())
                .startsWith(0, 1, 0);
    }

    private static DataSet read(String hex, Uid transferSyntax) throws IOException {
        return DataSet.read(bytes(hex), transferSyntax);
    }

    private static String write(DataSet dataSet, Uid transferSyntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataSet.in(transferSyntax).writeTo(out);
        return HexFormat.of().withUpperCase().formatHex(out.toByteArray());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
