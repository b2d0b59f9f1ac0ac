package org.pacsscp.dataset.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterSetTest {
    private static final CharacterSet JAPANESE = CharacterSet.of("", "ISO 2022 IR 87");
    private static final CharacterSet KOREAN = CharacterSet.of("", "ISO 2022 IR 149");

    /** The examples of PS3.5 Annexes H, I, J and K, byte by byte; ESC is written as {@code ~}. */
    static Stream<Arguments> examples() {
        return Stream.of(
                arguments(
                        "H.3.1",
                        "\\ISO 2022 IR 87",
                        TextKind.PERSON_NAMES,
                        "Yamada^Tarou=~$B;3ED~(B^~$BB@O:~(B=~$B$d$^$@~(B^~$B$?$m$&~(B",
                        "Yamada^Tarou=山田^太郎=やまだ^たろう"),
                arguments(
                        "H.3.2",
                        "ISO 2022 IR 13\\ISO 2022 IR 87",
                        TextKind.PERSON_NAMES,
                        "[D4CFC0DE]^[C0DBB3]=~$B;3ED~(J^~$BB@O:~(J=~$B$d$^$@~(J^~$B$?$m$&~(J",
                        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
                arguments(
                        "I.2",
                        "\\ISO 2022 IR 149",
                        TextKind.PERSON_NAMES,
                        "Hong^Gildong=~$)C[FBF3]^~$)C[D1CED4D7]=~$)C[C8AB]^~$)C[B1E6B5BF]",
                        "Hong^Gildong=洪^吉洞=홍^길동"),
                arguments(
                        "J.1",
                        "ISO_IR 192",
                        TextKind.PERSON_NAMES,
                        "Wang^XiaoDong=[E78E8B]^[E5B08FE69DB1]=",
                        "Wang^XiaoDong=王^小東="),
                arguments(
                        "J.3",
                        "GB18030",
                        TextKind.PERSON_NAMES,
                        "Wang^XiaoDong=[CDF5]^[D0A1B6AB]=",
                        "Wang^XiaoDong=王^小东="),
                arguments(
                        "J.3 in GBK",
                        "GBK",
                        TextKind.PERSON_NAMES,
                        "Wang^XiaoDong=[CDF5]^[D0A1B6AB]=",
                        "Wang^XiaoDong=王^小东="),
                arguments(
                        "K.2",
                        "\\ISO 2022 IR 58",
                        TextKind.PERSON_NAMES,
                        "Zhang^XiaoDong=~$)A[D5C5]^~$)A[D0A1B6AB]= ",
                        "Zhang^XiaoDong=张^小东= "),
                arguments(
                        "K.3",
                        "\\ISO 2022 IR 58",
                        TextKind.TEXT,
                        "1.~$)A[B5DAD2BBD0D0CEC4D7D6A1A3]\r\n2.~$)A[B5DAB6FED0D0CEC4D7D6A1A3]\r\n3.~$)A[B5DAC8FDD0D0CEC4D7D6A1A3]\r\n",
                        "1.第一行文字。\r\n2.第二行文字。\r\n3.第三行文字。\r\n"),
                arguments("Arabic", "ISO_IR 127", TextKind.PERSON_NAMES, "[E2C8C7E6EA]^[E4E6D2C7D1]", "قباني^لنزار"),
                arguments("Greek", "ISO_IR 126", TextKind.PERSON_NAMES, "[C4E9EFEDF5F3E9EFF2]", "Διονυσιος"),
                arguments("Hebrew", "ISO_IR 138", TextKind.PERSON_NAMES, "[F9F8E5EF]^[E3E1E5F8E4]", "שרון^דבורה"),
                arguments("Cyrillic", "ISO_IR 144", TextKind.VALUES, "[BBEE]\\[DA]", "Лю\\к"),
                arguments("Latin 9", "ISO_IR 203", TextKind.VALUES, "[A4]", "€"),
                arguments("Latin 5", "ISO_IR 148", TextKind.VALUES, "[F0]", "ğ"),
                arguments("Latin 2", "ISO_IR 101", TextKind.VALUES, "[A3]", "Ł"),
                arguments("Latin 3", "ISO_IR 109", TextKind.VALUES, "[A1]", "Ħ"),
                arguments("Latin 4", "ISO_IR 110", TextKind.VALUES, "[A2]", "ĸ"),
                arguments("Thai", "ISO_IR 166", TextKind.VALUES, "[A1D2]", "กา"),
                arguments("supplementary kanji", "\\ISO 2022 IR 159", TextKind.VALUES, "~$(D0!~(B", "丂"),
                arguments(
                        "Greek and Cyrillic",
                        "ISO 2022 IR 100\\ISO 2022 IR 126\\ISO 2022 IR 144",
                        TextKind.VALUES,
                        "[C4]~-F[C4]~-L[C4]",
                        "ÄΔФ"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void readsAndWritesTheExamplesOfTheStandard(String name, String sets, TextKind kind, String bytes, String text) {
        CharacterSet set = CharacterSet.of(List.of(sets.split("\\\\", -1)));
        byte[] encoded = bytes(bytes);
        assertThat(set.decode(encoded, 0, encoded.length, kind)).isEqualTo(text);
        assertThat(set.encode(text, kind)).isEqualTo(encoded);
        assertThat(set.unknownTerms()).isEmpty();
    }

    @Test
    void readsHangulThatIsDesignatedAtTheHeadOfALine() {
        // PS3.5 section I.3
        byte[] line = bytes("~$)CThe first line includes [C7D1B1DB].\r\nThe third line");
        assertThat(KOREAN.decode(line, 0, line.length, TextKind.TEXT))
                .isEqualTo("The first line includes 한글.\r\nThe third line");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 13\\ISO 2022 IR 87, [D4]=~$B;3ED~(J, ﾔ=山田",
        "ISO 2022 IR 100, [E9], é",
        "ISO IR 100, [E9], é",
        "ISO-IR 100, [E9], é",
        "ISO_IR_100, [E9], é",
        "iso_ir 100, [E9], é",
        "ISO-2022-IR-100, [E9], é",
        "UTF-8, [C3A9], é",
        "ISO 2022 IR 6\\ISO_IR 192, [C3A9], é",
        "ISO_IR 192\\ISO 2022 IR 100, [C3A9], é",
        "ISO_IR 100, ~-F[C4], Δ",
        "\\ISO 2022 IR 149, [C8AB]^[B1E6B5BF], 홍^길동",
        "\\ISO 2022 IR 149, ~$)C[C8AB]^[B1E6B5BF], 홍^길동",
        "ISO 2022 IR 87, ~$B;3ED~(B, 山田",
        "\\ISO 2022 IR 87, ~$B;3ED^~$BB@O:, 山田^太郎"
    })
    void readsWhatOccursThoughTheStandardHasItOtherwise(String sets, String bytes, String text) {
        byte[] encoded = bytes(bytes);
        assertThat(CharacterSet.of(List.of(sets.split("\\\\", -1)))
                        .decode(encoded, 0, encoded.length, TextKind.PERSON_NAMES))
                .isEqualTo(text);
    }

    @Test
    void tellsTermsThatNobodyKnowsAndLosesNoByte() {
        CharacterSet set = CharacterSet.of("ISO_IR 100", "KLINGON", " ISO 2022 IR 87 ");
        assertThat(set.terms()).containsExactly("ISO_IR 100", "KLINGON", "ISO 2022 IR 87");
        assertThat(set.unknownTerms()).containsExactly("KLINGON");
        CharacterSet unknown = CharacterSet.of("KLINGON");
        assertThat(unknown.decode(bytes("a[E9]"), 0, 2, TextKind.TEXT)).isEqualTo("aé");
        assertThatThrownBy(() -> unknown.encode("a", TextKind.TEXT)).hasMessageContaining("KLINGON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "~$", "~$(", "~X", "ab~", "~(", "~$)", "~~"})
    void keepsAnEscapeSequenceThatEndsNowhereAsText(String bytes) {
        byte[] encoded = bytes(bytes);
        assertThat(JAPANESE.decode(encoded, 0, encoded.length, TextKind.PERSON_NAMES))
                .isEqualTo(bytes.replace('~', '\u001b'));
    }

    @Test
    void splitsWhereABackslashIsACharacterOfItsOwn() {
        // 5CH is the second byte of these: in JIS X 0208 and in GBK.
        byte[] japanese = bytes("~$B%\\~(Ba\\b~$B\\\\~(B\\");
        assertThat(JAPANESE.decodeValues(japanese, 0, japanese.length, TextKind.VALUES))
                .hasSize(3)
                .first()
                .asString()
                .isEqualTo("ーa"
                        .replace(
                                "ー",
                                new String(new byte[] {0x25, 0x5C}, java.nio.charset.Charset.forName("x-JIS0208"))));
        byte[] chinese = bytes("[81]\\\\[8130813081]\\\\x");
        assertThat(CharacterSet.of("GBK").decodeValues(bytes("[81]\\\\x"), 0, 4, TextKind.VALUES))
                .hasSize(2)
                .last()
                .isEqualTo("x");
        assertThat(CharacterSet.of("GB18030").decodeValues(chinese, 0, chinese.length, TextKind.VALUES))
                .hasSize(3)
                .last()
                .isEqualTo("x");
    }

    @Test
    void splitsValuesAndKeepsTheirPadding() {
        assertThat(values(CharacterSet.DEFAULT, "a\\b \\", TextKind.VALUES)).containsExactly("a", "b ", "");
        assertThat(values(CharacterSet.DEFAULT, "\\", TextKind.VALUES)).containsExactly("", "");
        assertThat(values(CharacterSet.DEFAULT, "", TextKind.VALUES)).isEmpty();
        assertThat(values(CharacterSet.DEFAULT, "a\\b", TextKind.TEXT)).containsExactly("a\\b");
        assertThat(values(CharacterSet.UTF_8, "[C3A9]\\b", TextKind.VALUES)).containsExactly("é", "b");
        assertThat(values(CharacterSet.of("ISO_IR 13"), "a\\b", TextKind.VALUES))
                .containsExactly("a", "b");
        assertThat(values(CharacterSet.of("ISO_IR 13"), "a\\b", TextKind.TEXT)).containsExactly("a¥b");
    }

    private static List<String> values(CharacterSet set, String bytes, TextKind kind) {
        byte[] encoded = bytes(bytes);
        return set.decodeValues(encoded, 0, encoded.length, kind);
    }

    @Test
    void readsAPartOfAnArray() {
        byte[] bytes = bytes("xx[E9]yy");
        assertThat(CharacterSet.of("ISO_IR 100").decode(bytes, 2, 4, TextKind.VALUES))
                .isEqualTo("éy");
        assertThatThrownBy(() -> CharacterSet.UTF_8.decode(bytes, 2, 6, TextKind.VALUES))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, PERSON_NAMES, ab^Δ, 3",
        "ISO_IR 6, VALUES, é, 0",
        "'', VALUES, é, 0",
        "'\\ISO 2022 IR 87', PERSON_NAMES, 山田, 0",
        "ISO_IR 192, PERSON_NAMES, Wang=王\\王, 7",
        "ISO_IR 13, VALUES, ¥, 0",
        "ISO_IR 13, TEXT, '\\', 0",
        "ISO_IR 192, TEXT, 'a\u0007', 1",
        "ISO_IR 192, VALUES, 'ab\n', 2",
        "'\\ISO 2022 IR 87', TEXT, '\u001b', 0"
    })
    void refusesToWriteWhatCannotStandThere(String sets, TextKind kind, String text, int index) {
        assertThatThrownBy(
                        () -> CharacterSet.of(List.of(sets.split("\\\\", -1))).encode(text, kind))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character at " + index)
                .hasMessageNotContaining(text);
    }

    @ParameterizedTest
    @EnumSource(TextKind.class)
    void readsWhatItWritesAndNeverThrows(TextKind kind) {
        Random random = new Random(20);
        List<CharacterSet> sets = Stream.of(
                        "",
                        "ISO_IR 100",
                        "ISO_IR 13",
                        "ISO_IR 192",
                        "GB18030",
                        "GBK",
                        "\\ISO 2022 IR 87",
                        "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159",
                        "\\ISO 2022 IR 149\\ISO 2022 IR 58\\ISO 2022 IR 126")
                .map(terms -> CharacterSet.of(List.of(terms.split("\\\\", -1))))
                .toList();
        String interesting = "~$()-ABCDFGHILMTbIJ\\^=\r\n\t;3EDB@O:[";
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int j = 0; j < bytes.length; j++) {
                char c = interesting.charAt(random.nextInt(interesting.length()));
                bytes[j] = (byte) (random.nextBoolean() ? random.nextInt(256) : c == '~' ? 0x1B : c);
            }
            CharacterSet set = sets.get(i % sets.size());
            String text = set.decode(bytes, 0, bytes.length, kind);
            List<String> values = set.decodeValues(bytes, 0, bytes.length, kind);
            assertThat(values).hasSizeLessThanOrEqualTo(bytes.length + 1);
            try {
                byte[] encoded = set.encode(text, kind);
                assertThat(set.decode(encoded, 0, encoded.length, kind)).isEqualTo(text);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("character at");
            }
        }
    }

    @Test
    void isAValue() {
        assertThat(CharacterSet.of("ISO_IR 192")).isSameAs(CharacterSet.UTF_8).hasSameHashCodeAs(CharacterSet.UTF_8);
        assertThat(CharacterSet.of()).isSameAs(CharacterSet.DEFAULT);
        assertThat(KOREAN).isEqualTo(CharacterSet.of("", "ISO 2022 IR 149")).isNotEqualTo(JAPANESE);
        assertThat(KOREAN).hasToString("CharacterSet[\\ISO 2022 IR 149]");
    }

    /** Bytes of ASCII, of hexadecimal digits in brackets, and of ESC for a tilde. */
    static byte[] bytes(String description) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < description.length(); at++) {
            char c = description.charAt(at);
            if (c == '[') {
                int end = description.indexOf(']', at);
                bytes.writeBytes(java.util.HexFormat.of().parseHex(description.substring(at + 1, end)));
                at = end;
            } else {
                bytes.writeBytes(String.valueOf(c == '~' ? '\u001b' : c).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }
}
