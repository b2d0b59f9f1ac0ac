package org.pacsscp.examples.window.tab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** The names are invented, or those of PS3.5 Annex H. */
class ShownTextTest {
    @ParameterizedTest
    @CsvSource({
        "Invented^One, Invented One",
        "Invented^One^^Dr., Invented One  Dr.",
        "Yamada^Tarou=山田^太郎=やまだ^たろう, 'Yamada Tarou (山田 太郎, やまだ たろう)'",
        "=山田^太郎, 山田 太郎"
    })
    void showsNamesWithoutTheirMarks(String name, String shown) {
        DataSet dataSet = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .text(Tag.PATIENT_NAME, name)
                .build();
        assertThat(ShownText.name(dataSet, Tag.PATIENT_NAME)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "20261129, 0930, 2026-11-29 09:30",
        "20261129, 093059.123, 2026-11-29 09:30",
        "20261129, '', 2026-11-29",
        "'', 0930, 09:30",
        "'', '', ''"
    })
    void showsDatesAndTimesAsFarAsTheyAreThere(String date, String time, String shown) {
        DataSet dataSet = DataSet.builder()
                .text(Tag.STUDY_DATE, date)
                .text(Tag.STUDY_TIME, time)
                .build();
        assertThat(ShownText.dateTime(dataSet, Tag.STUDY_DATE, Tag.STUDY_TIME)).isEqualTo(shown);
    }

    @Test
    void showsNothingOfNothing() {
        assertThat(ShownText.name(DataSet.empty(), Tag.PATIENT_NAME)).isEmpty();
        assertThat(ShownText.text(DataSet.empty(), Tag.PATIENT_ID)).isEmpty();
    }
}
