package org.pacsscp.core.internal.ul;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AeTitle;

class TitlesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AN AE           ",
                "           AN AE",
                "  AN AE\0\0\0\0\0\0\0\0\0",
                "  AN AE \0 \0 \0 \0 ",
                "AN AE\0garbage   ",
                "AN AE\0\nANOTHER\0",
                "AN AE"
            })
    void leavesOutThePadding(String field) {
        assertThat(Titles.of(field)).contains(AeTitle.of("AN AE"));
        assertThat(Titles.trimmed(field)).isEqualTo("AN AE");
    }

    @Test
    void takesSixteenCharacters() {
        assertThat(Titles.of("0123456789ABCDEF")).contains(AeTitle.of("0123456789ABCDEF"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "                ", "\0\0\0\0", "A\\B", "A\tB", "\0AN AE", "\u007F", "\u00E4", "\u001B"})
    void findsNoneInWhatIsBlankOrNotOfTheDefaultRepertoire(String field) {
        assertThat(Titles.of(field)).isEmpty();
    }

    @Test
    void comesAsCloseToAnyFieldAsATitleCan() {
        assertClosest("AN AE           ", "AN AE");
        assertClosest("                ", "OURS");
        assertClosest("\0garbage        ", "OURS");
        assertClosest("A\nB\0           ", "A?B");
        assertClosest("\u00C4E\\F            ", "?E?F");
    }

    private static void assertClosest(String field, String title) {
        assertThat(Titles.closest(field, AeTitle.of("OURS"))).isEqualTo(AeTitle.of(title));
    }

    @Test
    void saysWhatKeepsAFieldFromBeingATitle() {
        assertThat(Titles.fault("AN AE\0\n")).isEmpty();
        assertThat(Titles.fault("  \0AN AE")).contains("is blank");
        assertThat(Titles.fault("A\nB             "))
                .contains("\"A\nB\" has the character 0AH at offset 1, which no AE title may have");
    }

    /** Every character that a byte can be: PS3.5 section 6.2, VR AE; what is behind a NUL is not looked at. */
    @Test
    void takesTheCharactersOfTheDefaultRepertoire() {
        for (char c = 0; c < 256; c++) {
            boolean allowed = c == 0 || (c >= 0x20 && c <= 0x7E && c != '\\');
            assertThat(Titles.of("A" + c + "B").isPresent())
                    .as("U+%04X", (int) c)
                    .isEqualTo(allowed);
        }
    }
}
