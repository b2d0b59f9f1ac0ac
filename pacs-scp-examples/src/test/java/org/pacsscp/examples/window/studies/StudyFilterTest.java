package org.pacsscp.examples.window.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** The patient is invented. */
class StudyFilterTest {
    private static final StudyRow STUDY = new StudyRow(
            new StudyRow.Key("INV-17", "", "1.2.3"), "Invented Änne", "ACC77", "2026-11-29 09:30", "Head", "CT", 1, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "inv",
                "VENT",
                "änne",
                "Invented^Änne",
                "änne inv",
                "17",
                "inv-1",
                "acc7",
                "2026",
                "2026-11",
                "20261129",
                "2026-11-29 acc",
                "*vented*",
                "Invented, Änne"
            })
    void findsByEachWord(String typed) {
        assertThat(StudyFilter.of(typed).matches(STUDY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "invented two", "2025", "2026-12", "09:30", "202", "1.2.3", "ACC77 2025"})
    void findsNothingElse(String typed) {
        assertThat(StudyFilter.of(typed).matches(STUDY)).isFalse();
    }

    @Test
    void asksForAllWithoutAWord() {
        assertThat(StudyFilter.of(" ").keys()).containsExactly(DataSet.empty());
    }

    @Test
    void asksForTheLongestWordInEachPlace() {
        List<DataSet> keys = StudyFilter.of("a Inv-17").keys();
        assertThat(keys).hasSize(3);
        assertThat(keys.get(0).texts(Tag.PATIENT_NAME)).containsExactly("*Inv-17*");
        assertThat(keys.get(1).texts(Tag.PATIENT_ID)).containsExactly("*Inv-17*", "*INV-17*", "*inv-17*");
        assertThat(keys.get(2).texts(Tag.ACCESSION_NUMBER)).containsExactly("*Inv-17*", "*INV-17*", "*inv-17*");
    }

    @ParameterizedTest
    @CsvSource({
        "2026, 20260101-20261231",
        "2026-1, 20260101-20261231",
        "202611, 20260101-20261231",
        "2026-11-29, 20261129",
        "20261129, 20261129",
        "20261399, 20260101-20261231"
    })
    void asksForDaysThatMayBeginSo(String typed, String days) {
        List<DataSet> keys = StudyFilter.of(typed).keys();
        assertThat(keys).hasSize(4);
        assertThat(keys.get(3).texts(Tag.STUDY_DATE)).containsExactly(days);
    }

    @Test
    void takesWordsThatAreLongerThanAnyValue() {
        String word = "X".repeat(100);
        assertThat(StudyFilter.of(word).keys()).hasSize(3);
        assertThat(StudyFilter.of(word).matches(STUDY)).isFalse();
    }
}
