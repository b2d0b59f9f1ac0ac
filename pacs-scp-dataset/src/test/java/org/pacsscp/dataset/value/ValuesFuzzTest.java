package org.pacsscp.dataset.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Whatever comes as text is read, in any character set, as a name, date, time or number, or as none; and never throws. */
class ValuesFuzzTest {
    private static final List<CharacterSet> SETS = List.of(
            CharacterSet.DEFAULT,
            CharacterSet.UTF_8,
            CharacterSet.of("GB18030"),
            CharacterSet.of("GBK"),
            CharacterSet.of("ISO_IR 13"),
            CharacterSet.of("ISO 2022 IR 13", "ISO 2022 IR 87", "ISO 2022 IR 159"),
            CharacterSet.of("", "ISO 2022 IR 149", "ISO 2022 IR 58"),
            CharacterSet.of("ISO 2022 IR 100", "ISO 2022 IR 126", "ISO 2022 IR 144"));

    @FuzzTest
    void readsAnyBytesAsText(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        CharacterSet set = SETS.get((bytes[0] & 0xFF) % SETS.size());
        for (TextKind kind : TextKind.values()) {
            byte[] text = Arrays.copyOfRange(bytes, 1, bytes.length);
            String decoded = set.decode(text, 0, text.length, kind);
            assertThat(set.decodeValues(text, 0, text.length, kind)).hasSizeLessThanOrEqualTo(text.length + 1);
            writtenIsReadAgain(set, decoded, kind);
        }
    }

    private static void writtenIsReadAgain(CharacterSet set, String text, TextKind kind) {
        byte[] encoded;
        try {
            encoded = set.encode(text, kind);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("character at");
            return;
        }
        assertThat(set.decode(encoded, 0, encoded.length, kind)).isEqualTo(text);
    }

    @FuzzTest
    void readsAnyTermsAsACharacterSet(byte[] bytes) {
        String terms = new String(bytes, StandardCharsets.ISO_8859_1);
        CharacterSet set = CharacterSet.of(List.of(terms.split("\\\\", -1)));
        assertThat(set.decodeValues(bytes, 0, bytes.length, TextKind.PERSON_NAMES))
                .isNotNull();
    }

    @FuzzTest
    void readsAnyTextAsAValue(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        PersonName name = PersonName.parse(text);
        assertThat(PersonName.parse(name.text())).isEqualTo(name);
        DicomDate.parse(text)
                .ifPresent(date -> assertThat(DicomDate.parse(date.text())).contains(date));
        DicomTime.parse(text).ifPresent(time -> {
            assertThat(DicomTime.parse(time.text())).contains(time);
            assertThat(time.latest()).isGreaterThanOrEqualTo(time.earliest());
        });
        DicomDateTime.parse(text).ifPresent(dateTime -> {
            assertThat(DicomDateTime.parse(dateTime.text())).contains(dateTime);
            assertThat(dateTime.latest(ZoneOffset.UTC)).isAfterOrEqualTo(dateTime.earliest(ZoneOffset.UTC));
        });
        DateRange.parse(text)
                .ifPresent(range -> assertThat(DateRange.parse(range.text())).contains(range));
        TimeRange.parse(text)
                .ifPresent(range -> assertThat(TimeRange.parse(range.text())).contains(range));
        DateTimeRange.parse(text)
                .ifPresent(
                        range -> assertThat(DateTimeRange.parse(range.text())).contains(range));
        DecimalString.parse(text).ifPresent(number -> assertThat(number.value()).isNotNull());
        IntegerString.parse(text).ifPresent(number -> assertThat(number.text()).isEqualTo(text.strip()));
    }
}
