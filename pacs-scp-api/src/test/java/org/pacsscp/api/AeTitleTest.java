package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AeTitleTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "MY_PACS", "SIXTEEN_LETTERS_", "two words", "a.b-c@d", "~!\"#$%&'()*+,/:", "[]^`{|}"})
    void keepsWhatIsAllowed(String title) {
        assertThat(AeTitle.of(title).value()).isEqualTo(title);
        assertThat(AeTitle.of(title)).hasToString(title);
    }

    @Test
    void allowsEveryCharacterOfTheDefaultRepertoireButTheBackslash() {
        for (char c = 0; c < 0x100; c++) {
            String title = "A" + c + "Z";
            if (c >= 0x20 && c <= 0x7E && c != '\\') {
                assertThat(AeTitle.of(title).value()).isEqualTo(title);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> AeTitle.of(title))
                        .withMessageContaining("U+%04X at index 1", (int) c);
            }
        }
    }

    @Test
    void removesSpacesAroundTheTitle() {
        assertThat(AeTitle.of("  MY PACS       ")).isEqualTo(AeTitle.of("MY PACS"));
        assertThat(AeTitle.of(" ".repeat(20) + "A" + " ".repeat(20))).isEqualTo(AeTitle.of("A"));
    }

    @Test
    void doesNotTakeOtherBlanksForSpaces() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AeTitle.of("\tA"))
                .withMessageContaining("U+0009 at index 0");
    }

    @Test
    void tellsCasesApart() {
        assertThat(AeTitle.of("pacs")).isNotEqualTo(AeTitle.of("PACS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "                "})
    void refusesABlankOne(String title) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AeTitle.of(title))
                .withMessage("AE title is blank; give 1 to 16 characters");
    }

    @Test
    void refusesALongOneAndDoesNotRepeatAllOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AeTitle.of("X".repeat(1000)))
                .withMessage("AE title \"" + "X".repeat(32) + "\" has 1000 characters; at most 16 are allowed");
    }

    @Test
    void showsNoControlCharactersInItsMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AeTitle.of("A\r\nB"))
                .withMessageContaining("\"A??B\"");
    }
}
