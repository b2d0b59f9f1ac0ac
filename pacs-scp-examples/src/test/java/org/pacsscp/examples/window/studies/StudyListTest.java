package org.pacsscp.examples.window.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The studies are of an invented patient. */
class StudyListTest {
    private static final StudyRow STUDY =
            new StudyRow(new StudyRow.Key("INV-1", "", "1.2.3"), "Invented One", "", "2026-11-29", "Head", "CT", 1, 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0| 0| true| 0 studies",
                "1| 1| true| 1 study",
                "2| 2| true| 2 studies",
                "500| 1234| true| The newest 500 of 1,234 studies",
                "500| 10000| false| 500 of 10,000 or more studies; search for less"
            })
    void saysHowManyThereAre(int shown, int found, boolean complete, String summary) {
        List<StudyRow> rows = Collections.nCopies(shown, STUDY);
        assertThat(new StudyList(rows, found, complete).summary()).isEqualTo(summary);
    }
}
