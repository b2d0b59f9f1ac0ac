package org.pacsscp.dataset.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.dataset.value.PersonName;

class DataSetJsonTest {
    private static final DataSetJsonWriter WRITER = DataSetJsonWriter.create();
    private static final DataSetJsonReader READER = DataSetJsonReader.create();

    /** PS3.18 section F.4, a result of its example, with what shows each form. */
    private static final String EXAMPLE = """
            {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},\
            "00080020":{"vr":"DA","Value":["20130409"]},\
            "00080030":{"vr":"TM","Value":["131600.0000"]},\
            "00080050":{"vr":"SH","Value":["11235813"]},\
            "00080061":{"vr":"CS","Value":["CT","PET"]},\
            "00080090":{"vr":"PN","Value":[{"Alphabetic":"^Bob^^Dr."}]},\
            "00090010":{"vr":"LO","Value":["Vendor A"]},\
            "00091002":{"vr":"UN","InlineBinary":"z0x9c8v7"},\
            "00100010":{"vr":"PN","Value":[{"Alphabetic":"Wang^XiaoDong","Ideographic":"王^小東"}]},\
            "00101002":{"vr":"SQ","Value":[{"00100020":{"vr":"LO","Value":["54321"]},\
            "00100021":{"vr":"LO","Value":["Hospital B"]}},\
            {"00100020":{"vr":"LO","Value":["24680"]}},{}]},\
            "0020000D":{"vr":"UI","Value":["1.2.392.200036.9116.2.2.2.1762893313.1029997326.945873"]},\
            "00201206":{"vr":"IS","Value":[4]}}""";

    @Test
    void readsAndWritesTheExampleOfTheStandard() throws IOException {
        DataSet dataSet = READER.read(EXAMPLE);
        assertThat(WRITER.write(dataSet)).isEqualTo(EXAMPLE);
        assertThat(dataSet.texts(Tag.MODALITIES_IN_STUDY)).containsExactly("CT", "PET");
        assertThat(dataSet.personName(Tag.PATIENT_NAME).orElseThrow().ideographic())
                .isEqualTo(PersonName.Group.of("王", "小東"));
        assertThat(dataSet.sequence(Tag.OTHER_PATIENT_IDS_SEQUENCE)).hasSize(3);
        assertThat(dataSet.characterSet().terms()).containsExactly("ISO_IR 192");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AE | "A","B"                        | "A","B"
            AS | "018M"                         | "018M"
            AT | "00181063","7FE00010"          | "00181063","7FE00010"
            CS | "A",null,"B"                   | "A",null,"B"
            DA | "20240102"                     | "20240102"
            DS | 1.50                           | 1.50
            DS | "+1",".5","1.","007"           | "+1",".5","1.","007"
            DS | -1.5E-3,0,1e5                  | -1.5E-3,0,1e5
            DS | 0.30000000000000004            | 0.3
            DS | 1,null                         | 1,null
            DT | "20240102-0500"                | "20240102-0500"
            FD | 0.1,-1.5E300,1                 | 0.1,-1.5E300,1.0
            FD | "NaN","Infinity","-Infinity"   | "NaN","Infinity","-Infinity"
            FL | 0.1                            | 0.1
            IS | 7,"007"                        | 7,"007"
            LO | "a","é"                        | "a","é"
            LT | "a\\\\b\\r\\nc"                | "a\\\\b\\r\\nc"
            SH | "x"                            | "x"
            SL | -2147483648                    | -2147483648
            SS | -1                             | -1
            ST | "s"                            | "s"
            SV | -9007199254740992              | -9007199254740992
            SV | "-9223372036854775808"         | "-9223372036854775808"
            TM | "1200"                         | "1200"
            UC | "u","c"                        | "u","c"
            UI | "1.2","1.3"                    | "1.2","1.3"
            UL | 4294967295                     | 4294967295
            UR | "http://x/a?b"                 | "http://x/a?b"
            US | 65535,"1"                      | 65535,1
            US | 1e3,2.0                        | 1000,2
            UT | "t"                            | "t"
            UV | 18446744073709551615           | "18446744073709551615"
            PN | {"Phonetic":"p"}               | {"Phonetic":"p"}
            PN | {"Alphabetic":"","Ideographic":"i"} | {"Ideographic":"i"}
            PN | {"Alphabetic":"^^","Ideographic":"i"},{"Alphabetic":"^"} | {"Ideographic":"i"},null
            PN | "A^B=C"                        | {"Alphabetic":"A^B","Ideographic":"C"}
            PN | {"Alphabetic":"a"},null        | {"Alphabetic":"a"},null
            """)
    void readsAndWritesEachValueRepresentation(Vr vr, String values, String written) throws IOException {
        DataSet dataSet = READER.read("{\"00091001\":{\"vr\":\"" + vr + "\",\"Value\":[" + values + "]}}");
        assertThat(WRITER.write(dataSet)).contains("\"vr\":\"" + vr + "\",\"Value\":[" + written + "]}");
        // The order of the members does not count.
        assertThat(READER.read("{\"00091001\":{\"Value\":[" + values + "],\"vr\":\"" + vr + "\"}}"))
                .isEqualTo(dataSet);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OB", "OW", "OD", "OF", "OL", "OV", "UN"})
    void writesBytesInLittleEndian(String vr) throws IOException {
        String json = "{\"00091001\":{\"vr\":\"" + vr + "\",\"InlineBinary\":\"AQIDBAUGBwg=\"}}";
        DataSet dataSet = READER.read(json);
        assertThat(dataSet.element(0x00091001).orElseThrow().bytes())
                .isEqualTo(HexFormat.of().parseHex("0102030405060708"));
        assertThat(WRITER.write(dataSet)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"vr\":\"LO\"}",
                "{\"vr\":\"LO\",\"Value\":[]}",
                "{\"vr\":\"LO\",\"Value\":null}",
                "{\"vr\":\"LO\",\"Value\":[null]}",
                "{\"vr\":\"LO\",\"Value\":[\" \"]}",
                "{\"vr\":\"LO\",\"extra\":[{\"a\":1}]}"
            })
    void writesWhatIsEmptyWithoutAValue(String attribute) throws IOException {
        assertThat(WRITER.write(READER.read("{\"00091001\":" + attribute + "}")))
                .isEqualTo("{\"00091001\":{\"vr\":\"LO\"}}");
    }

    @Test
    void writesUtf8WhateverTheCharacterSetWas() throws IOException {
        DataSet latin = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .personName(Tag.PATIENT_NAME, PersonName.of("Müller", "Jörg"))
                .build();
        assertThat(WRITER.write(latin))
                .isEqualTo("{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]},"
                        + "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Müller^Jörg\"}]}}");
    }

    @Test
    void addsACharacterSetWhereATextNeedsOne() throws IOException {
        DataSet read = READER.read(
                "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Müller\"}]}}]}}");
        assertThat(read.text(Tag.SPECIFIC_CHARACTER_SET)).contains("ISO_IR 192");
        assertThat(read.sequence(Tag.REFERENCED_IMAGE_SEQUENCE).get(0).text(Tag.PATIENT_NAME))
                .contains("Müller");
        assertThat(READER.read("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"P1\"]}}")
                        .contains(Tag.SPECIFIC_CHARACTER_SET))
                .isFalse();
    }

    @Test
    void leavesOutLengthsOfGroupsAndSortsTags() throws IOException {
        DataSet read = READER.read("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"P1\"]},"
                + "\"00080000\":{\"vr\":\"UL\",\"Value\":[12]},"
                + "\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}}");
        assertThat(WRITER.write(read))
                .isEqualTo(
                        "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"P1\"]}}");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void writesAndReadsAddressesOfBulkData() throws IOException {
        DataSet dataSet = DataSet.builder()
                .text(Tag.PATIENT_ID, "P1")
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {1, 2})
                .build();
        DataSetJsonWriter writer = WRITER.withBulkData(
                element -> element.tag() == Tag.PIXEL_DATA ? Optional.of("http://pacs/1") : Optional.empty());
        String json = writer.write(dataSet);
        assertThat(json).endsWith("\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"http://pacs/1\"}}");
        DataSet read = READER.withBulkData(
                        (uri, tag, vr) -> uri.equals("http://pacs/1") ? new byte[] {1, 2} : new byte[0])
                .read(json);
        assertThat(read).isEqualTo(dataSet);
        assertThatThrownBy(() -> READER.read(json))
                .isInstanceOf(DataSetJsonException.class)
                .hasMessageContaining("(7FE0,0010)")
                .hasMessageContaining("source of bulk data");
    }

    @Test
    void refusesToWriteEncapsulatedPixelDataWithoutAnAddress() {
        DataSet dataSet = DataSet.builder()
                .encapsulatedPixelData(List.of(new byte[0], new byte[] {1, 2}))
                .build();
        assertThatThrownBy(() -> WRITER.write(dataSet))
                .isInstanceOf(DataSetJsonException.class)
                .hasMessageContaining("(7FE0,0010) is encapsulated");
    }

    @Test
    void readsAndWritesArrays() throws IOException {
        List<DataSet> dataSets = List.of(READER.read(EXAMPLE), DataSet.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WRITER.writeAll(dataSets, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[" + EXAMPLE + ",{}]");
        assertThat(READER.readAll(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(dataSets);
    }

    @Test
    void writesALongTextThatComesBack() throws IOException {
        String json = "{\"00091001\":{\"vr\":\"LT\",\"Value\":[\"" + "x".repeat(70_000) + "\"]}}";
        assertThat(READER.read(json).element(0x00091001).orElseThrow().length()).isEqualTo(70_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                        | the document: a data set has to be an object
            3                                                         | the document: a data set has to be an object
            {"PatientID":{"vr":"LO"}}                                 | no tag
            {"0010002G":{"vr":"LO"}}                                  | no tag
            {"00100020":"P1"}                                         | (0010,0020): an attribute has to be an object
            {"00100020":{}}                                           | (0010,0020): there is no vr
            {"00100020":{"vr":"XX"}}                                  | (0010,0020): the vr is none
            {"00100020":{"vr":"LO","Value":"P1"}}                     | (0010,0020): Value has to be an array
            {"00100020":{"vr":"LO","Value":[1]}}                      | (0010,0020): a value is of a type that LO does not have
            {"00100020":{"vr":"LO","Value":[true]}}                   | (0010,0020): a value is of a type
            {"00100020":{"vr":"LO","Value":["a"],"InlineBinary":""}}  | at most one of
            {"00100020":{"vr":"LO","InlineBinary":"AAA="}}            | LO has Value
            {"00280010":{"vr":"US","Value":[65536]}}                  | (0028,0010): a number does not fit US
            {"00280010":{"vr":"US","Value":[-1]}}                     | does not fit US
            {"00280010":{"vr":"US","Value":[1.5]}}                    | has a fraction
            {"00280010":{"vr":"US","Value":[1e99999]}}                | does not fit US
            {"00280010":{"vr":"US","Value":["secret"]}}               | a value is none of US
            {"00280010":{"vr":"US","Value":[null]}}                   | of a type
            {"00280009":{"vr":"AT","Value":["secret"]}}               | a value is none of AT
            {"00101030":{"vr":"DS","Value":["secret\u03D1"]}}           | a value has a character that DS does not have
            {"7FE00010":{"vr":"OW","Value":[1]}}                      | OW has InlineBinary
            {"7FE00010":{"vr":"OW","InlineBinary":"sec!ret"}}         | InlineBinary is no Base64
            {"7FE00010":{"vr":"OW","InlineBinary":7}}                 | InlineBinary has to be a string
            {"00400100":{"vr":"SQ","Value":[{"00080060":{"vr":"CS","Value":[7]}}]}} | (0040,0100)[0](0008,0060): a value
            {"00104000":{"vr":"LT","Value":["a","b"]}}                | LT has one value, and not 2
            {"00100010":{"vr":"PN","Value":[{"Alphabetic":7}]}}       | a group of a name
            {"00100020":{"vr":"LO"},"00100020":{"vr":"LO"}}           | a name twice
            {"0010000a":{"vr":"LO"},"0010000A":{"vr":"LO"}}           | is there twice
            {"00100020":{"vr":"LO","Value":["secret}                  | this is no JSON
            {"00100020":{"vr":"LO","Value":[secret]}}                 | this is no JSON
            {"00100020":{"vr":"LO"}} {}                               | more behind
            {                                                         | this is no JSON
            """)
    void refusesWhatIsNotOfTheModelAndShowsNoValue(String json, String message) {
        assertThatThrownBy(() -> READER.read(json))
                .isInstanceOf(DataSetJsonException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("P1")
                .hasNoCause();
    }

    /** As strings they are wrong, but nobody has to hold a number of a hundred thousand digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1e100000", "-1E-12345", "123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void writesNumbersThatFewCanHoldAsStrings(String number) throws IOException {
        String json = "{\"00101030\":{\"vr\":\"DS\",\"Value\":[70.5,\"" + number + "\"]}}";

        assertThat(WRITER.write(READER.read(json))).isEqualTo(json);
    }

    /** Specific Character Set does not count for CS (PS3.5 section 6.1.2.2). */
    @Test
    void keepsWhatIsWrongInAValueOfTheDefaultRepertoire() throws IOException {
        String json = "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"\u00E9\"]}}";
        DataSet dataSet = READER.read(json);

        assertThat(dataSet.text(Tag.MODALITY)).contains("\u00E9");
        assertThat(WRITER.write(dataSet)).isEqualTo(json);
    }

    /** Four bytes a character, of which one is beyond Unicode, and in an order that nobody has (RFC 8259 section 8.1). */
    @ParameterizedTest
    @ValueSource(strings = {"0000007B7F2E2E2E", "00007B0000002200"})
    void refusesOtherEncodings(String bytes) {
        byte[] json = HexFormat.of().parseHex(bytes);
        assertThatThrownBy(() -> READER.read(new ByteArrayInputStream(json)))
                .isInstanceOf(DataSetJsonException.class)
                .hasMessage("this is no JSON: its bytes are not UTF-8")
                .hasNoCause();
        assertThatThrownBy(() -> READER.readAll(new ByteArrayInputStream(json)))
                .isInstanceOf(DataSetJsonException.class);
    }

    @Test
    void refusesNothingAtAll() {
        assertThatThrownBy(() -> READER.read("")).isInstanceOf(DataSetJsonException.class);
    }

    @Test
    void keepsToItsLimits() {
        String deep = "{\"00400100\":{\"vr\":\"SQ\",\"Value\":[".repeat(300) + "{}" + "]}}".repeat(300);
        assertThatThrownBy(() -> READER.read(deep))
                .isInstanceOf(DataSetJsonException.class)
                .hasMessageContaining("limit");
        DataSetJsonReader small = READER.withLimits(new JsonLimits(1000, 3, 10));
        assertThatThrownBy(
                        () -> small.read("{\"00100020\":{\"vr\":\"LO\",\"Value\":[" + "\"a\",".repeat(20) + "\"b\"]}}"))
                .isInstanceOf(DataSetJsonException.class)
                .hasMessageContaining("more than 10");
        assertThatThrownBy(() -> small.read(new ByteArrayInputStream(new byte[100_000])))
                .isInstanceOf(DataSetJsonException.class);
        byte[] spaces = (" ".repeat(100_000) + "{}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> small.read(new ByteArrayInputStream(spaces)))
                .isInstanceOf(DataSetJsonException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void readsTheSameAtEachCut() {
        for (int length = 0; length < EXAMPLE.length(); length++) {
            String cut = EXAMPLE.substring(0, length);
            assertThatThrownBy(() -> READER.read(cut)).isInstanceOf(DataSetJsonException.class);
        }
    }
}
