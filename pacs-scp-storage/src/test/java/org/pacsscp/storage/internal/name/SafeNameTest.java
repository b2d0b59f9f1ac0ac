package org.pacsscp.storage.internal.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "CT, CT",
        "A-1_b.2, A-1_b.2",
        "a/b, a%2Fb",
        "a\\b, a%5Cb",
        "'a b', a%20b",
        "100%, 100%25",
        "Müller, M%C3%BCller",
        "山田, %E5%B1%B1%E7%94%B0",
        "a:b*c?d|e<f>g\"h, a%3Ab%2Ac%3Fd%7Ce%3Cf%3Eg%22h",
        "'', _"
    })
    void escapesAValue(String value, String name) {
        assertThat(SafeName.ofValue(value)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {97, 300, 100_000})
    void cutsALongValueAndKeepsItApartFromOthers(int length) {
        String one = SafeName.ofValue("x".repeat(length));
        String other = SafeName.ofValue("x".repeat(length - 1) + "y");
        assertThat(one).hasSize(SafeName.MAX_VALUE_LENGTH).isNotEqualTo(other).matches("x+~[0-9a-f]{8}");
    }

    @Test
    void keepsAnInstanceWithoutAUidApartFromEveryOther() {
        assertThat(SafeName.ofInstance("1.2.3")).isEqualTo("1.2.3");
        assertThat(SafeName.ofInstance("ABC"))
                .isEqualTo("_%41%42%43")
                .isNotEqualToIgnoringCase(SafeName.ofInstance("abc"));
        assertThat(SafeName.ofInstance("A_")).isEqualTo("_%41%5F");
        assertThat(SafeName.ofInstance("~".repeat(64))).hasSize(1 + 3 * 64);
    }

    @Test
    void cutsAWholeNameThatIsTooLong() {
        String name = SafeName.whole("x".repeat(300));
        assertThat(name).hasSize(SafeName.MAX_NAME_LENGTH).isNotEqualTo(SafeName.whole("x".repeat(301)));
        assertThat(SafeName.whole("x".repeat(240))).isEqualTo("x".repeat(240));
    }

    @ParameterizedTest
    @CsvSource({
        "., %2E",
        ".., %2E%2E",
        ".hidden, %2Ehidden",
        "end., end%2E",
        "con, _con",
        "NUL.dcm, _NUL.dcm",
        "com1, _com1",
        "COM10, COM10",
        "console, console"
    })
    void makesAWholeName(String parts, String name) {
        assertThat(SafeName.whole(parts)).isEqualTo(name);
    }

    /** Whatever comes stays one name in its directory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "/",
                "//",
                "../..",
                "\0",
                "a\0b",
                "/etc/passwd",
                "C:\\x",
                "\\\\host\\share",
                "\n",
                "\t",
                " ",
                "~",
                "-rf",
                "$(id)",
                "\uD83D\uDE00",
                "\uD800",
                "e\u0301",
                "é",
                "\u202Etxt",
                "aux",
                "lpt1.txt",
                "..\u0000/"
            })
    void leadsNowhereElse(String value) throws IOException {
        String name = SafeName.whole(SafeName.ofValue(value));
        assertThat(name).matches("[A-Za-z0-9_%~-][A-Za-z0-9._%~-]*");
        Path file = directory.resolve(name);
        assertThat(file.normalize().getParent()).isEqualTo(directory);
        Files.createFile(file);
    }

    @Test
    void spreadsUidsEvenly() {
        int[] counts = new int[256];
        for (int i = 0; i < 25_600; i++) {
            counts[SafeName.hash("1.2.840.113619.2.55.3." + i) >>> 24]++;
        }
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(50, 150));
    }
}
