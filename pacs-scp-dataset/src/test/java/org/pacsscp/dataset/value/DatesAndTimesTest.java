package org.pacsscp.dataset.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesAndTimesTest {
    private static final ZoneOffset UTC = ZoneOffset.UTC;

    @Test
    void readsDates() {
        assertThat(DicomDate.parse("19930822")).contains(DicomDate.of(1993, 8, 22));
        assertThat(DicomDate.parse(" 1993.08.22 ")).contains(DicomDate.of(1993, 8, 22));
        assertThat(DicomDate.of(987, 1, 2).text()).isEqualTo("09870102");
        assertThat(DicomDate.of(1993, 8, 22).date()).isEqualTo(LocalDate.of(1993, 8, 22));
        assertThat(DicomDate.of(1993, 8, 22))
                .isLessThan(DicomDate.of(1993, 8, 23))
                .hasToString("DicomDate[]");
        assertThatThrownBy(() -> DicomDate.of(10000, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1993",
                "199308",
                "19930230",
                "19931301",
                "00000000",
                "1993082",
                "199308222",
                "1993-08-22",
                "1993082x",
                "+1993082",
                "١٩٩٣٠٨٢٢"
            })
    void readsNoDateFromOtherTexts(String text) {
        assertThat(DicomDate.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "07, 25200000000, 28799999999",
        "0709, 25740000000, 25799999999",
        "070907, 25747000000, 25747999999",
        "070907.0705, 25747070500, 25747070599",
        "070907.000001, 25747000001, 25747000001",
        "235960, 86400000000, 86400999999",
        "00, 0, 3599999999"
    })
    void readsTimesAsPreciseAsTheyAreWritten(String text, long earliest, long latest) {
        DicomTime time = DicomTime.parse(text + " ").orElseThrow();
        assertThat(time.earliest()).isEqualTo(earliest);
        assertThat(time.latest()).isEqualTo(latest);
        assertThat(time.text()).isEqualTo(text);
        assertThat(DicomTime.parse(time.text())).contains(time).get().hasSameHashCodeAs(time);
        assertThat(time.toLocalTime().isEmpty()).isEqualTo(time.isLeapSecond());
        assertThat(time.toString()).contains(time.digits() + " digits").doesNotContain(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "070",
                "24",
                "0760",
                "070961",
                "070907.",
                "070907.1234567",
                "0709.5",
                "07:9",
                "07-09",
                "07 09",
                "0709+0100",
                "070907,5"
            })
    void readsNoTimeFromOtherTexts(String text) {
        assertThat(DicomTime.parse(text)).isEmpty();
    }

    @Test
    void readsAndMakesTimesOfJavas() {
        assertThat(DicomTime.parse("10:09:08.5")).isEqualTo(DicomTime.parse("100908.5"));
        assertThat(DicomTime.parse("10:09")).isEqualTo(DicomTime.parse("1009"));
        assertThat(DicomTime.parse("2230")).isNotEqualTo(DicomTime.parse("223000"));
        assertThat(DicomTime.of(LocalTime.of(1, 2, 3)).text()).isEqualTo("010203");
        assertThat(DicomTime.of(LocalTime.of(1, 2, 3, 4_000)).text()).isEqualTo("010203.000004");
        assertThat(DicomTime.parse("010203.25").orElseThrow().toLocalTime())
                .contains(LocalTime.of(1, 2, 3, 250_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "2007, 2007-01-01T00:00:00Z, 2007-12-31T23:59:59.999999Z",
        "2007-0500, 2007-01-01T05:00:00Z, 2008-01-01T04:59:59.999999Z",
        "200702, 2007-02-01T00:00:00Z, 2007-02-28T23:59:59.999999Z",
        "20070203, 2007-02-03T00:00:00Z, 2007-02-03T23:59:59.999999Z",
        "2007020304+0530, 2007-02-02T22:30:00Z, 2007-02-02T23:29:59.999999Z",
        "200702030405, 2007-02-03T04:05:00Z, 2007-02-03T04:05:59.999999Z",
        "20070203040506, 2007-02-03T04:05:06Z, 2007-02-03T04:05:06.999999Z",
        "20070203040506.07+1400, 2007-02-02T14:05:06.070Z, 2007-02-02T14:05:06.079999Z",
        "20161231235960, 2017-01-01T00:00:00Z, 2017-01-01T00:00:00.999999Z"
    })
    void readsDatesWithTimes(String text, Instant earliest, Instant latest) {
        DicomDateTime dateTime = DicomDateTime.parse(text).orElseThrow();
        assertThat(dateTime.earliest(UTC)).isEqualTo(earliest);
        assertThat(dateTime.latest(UTC)).isEqualTo(latest);
        assertThat(dateTime.text()).isEqualTo(text);
        assertThat(DicomDateTime.parse(dateTime.text()))
                .contains(dateTime)
                .get()
                .hasSameHashCodeAs(dateTime);
        assertThat(dateTime.toString()).doesNotContain("2007").doesNotContain("2016");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "07",
                "20071",
                "2007023",
                "20070230",
                "200713",
                "200702032",
                "2007+1500",
                "2007-1230",
                "2007+01",
                "2007-0500-0500",
                "2007+0160",
                "-0500",
                "2007020304.5",
                "2007 0500"
            })
    void readsNoDateWithTimeFromOtherTexts(String text) {
        assertThat(DicomDateTime.parse(text)).isEmpty();
    }

    @Test
    void saysInJavasTypesWhatTheyCanSay() {
        DicomDateTime year = DicomDateTime.parse("2007-0500").orElseThrow();
        assertThat(year.year()).isEqualTo(2007);
        assertThat(year.month()).isEmpty();
        assertThat(year.day()).isEmpty();
        assertThat(year.date()).isEmpty();
        assertThat(year.time()).isEmpty();
        assertThat(year.toLocalDateTime()).contains(LocalDateTime.of(2007, 1, 1, 0, 0));
        DicomDateTime leap = DicomDateTime.parse("20161231235960+0000").orElseThrow();
        assertThat(leap.toLocalDateTime()).isEmpty();
        assertThat(leap.toOffsetDateTime()).isEmpty();
        assertThat(leap.day()).isEqualTo(OptionalInt.of(31));
        OffsetDateTime whole = OffsetDateTime.of(2007, 2, 3, 4, 5, 6, 7_000, ZoneOffset.ofHours(-5));
        assertThat(DicomDateTime.of(whole).text()).isEqualTo("20070203040506.000007-0500");
        assertThat(DicomDateTime.of(whole).toOffsetDateTime()).contains(whole);
        assertThatThrownBy(() -> DicomDateTime.of(whole.withOffsetSameInstant(ZoneOffset.ofHours(15))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(DicomDateTime.of(
                                DicomDate.of(2007, 2, 3),
                                DicomTime.parse("0405").orElseThrow())
                        .text())
                .isEqualTo("200702030405");
    }

    @ParameterizedTest
    @CsvSource({
        "19930822-19930824, 19930822, true",
        "19930822-19930824, 19930824, true",
        "19930822-19930824, 19930825, false",
        "19930822-, 19930821, false",
        "19930822-, 99991231, true",
        "-19930822, 19930822, true",
        "-19930822, 19930823, false",
        "' 19930822 - 19930824 ', 19930823, true",
        "19930824-19930822, 19930823, false",
        "19930822, 19930822, true",
        "19930822, 19930823, false",
        "1993.08.22, 19930822, true"
    })
    void knowsWhichDatesARangeHas(String range, String date, boolean contained) {
        assertThat(DateRange.parse(range)
                        .orElseThrow()
                        .contains(DicomDate.parse(date).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "1000-1800, 1000, true",
        "1000-1800, 095959.999999, false",
        "1000-1800, 180059.999999, true",
        "1000-1800, 1801, false",
        "1000-180000, 180000.5, true",
        "1000-180000.000000, 180000.5, false",
        "-10, 105959, true",
        "23-, 235960, true",
        "2300-0100, 2330, false",
        "10, 105959, true",
        "10, 11, false"
    })
    void knowsWhichTimesARangeHas(String range, String time, boolean contained) {
        assertThat(TimeRange.parse(range)
                        .orElseThrow()
                        .contains(DicomTime.parse(time).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "2007-2008, 20081231235959, true",
        "2007-2008, 2009, false",
        "2007-0500-2008-0500, 20090101045959+0000, true",
        "2007-0500-2008-0500, 20090101050000+0000, false",
        "20070101-0500-, 20070101040000, false",
        "-20070101+0100, 20070101230000, false",
        "20070101-1930, 19500101, false",
        "-0500, 0500, true",
        "2007, 20071231235959, true",
        "2007, 2008, false",
        "20240101-0500, 20240102045959+0000, true",
        "20240101-0500, 20240101045959+0000, false"
    })
    void knowsWhichDatesWithTimesARangeHas(String range, String dateTime, boolean contained) {
        DateTimeRange parsed = DateTimeRange.parse(range).orElseThrow();
        assertThat(parsed.contains(DicomDateTime.parse(dateTime).orElseThrow(), UTC))
                .isEqualTo(contained);
        assertThat(DateTimeRange.parse(parsed.text())).contains(parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a", "a-b", "19930822-x", "x-19930822", "--19930822", "19930822--"})
    void readsNoRangeFromOtherTexts(String text) {
        assertThat(DateRange.parse(text)).isEmpty();
        assertThat(DateTimeRange.parse(text)).isEmpty();
        assertThat(TimeRange.parse(text)).isEmpty();
    }

    @Test
    void takesAHyphenBeforeAnOffsetForASign() {
        assertThat(DateTimeRange.parse("20240101-0500").flatMap(DateTimeRange::to))
                .isEqualTo(DicomDateTime.parse("20240101-0500"));
        assertThat(DateTimeRange.parse("20240101-1930")
                        .flatMap(DateTimeRange::to)
                        .map(DicomDateTime::year))
                .contains(1930);
        assertThatThrownBy(() -> new DateTimeRange(Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoDateInARange() {
        assertThat(DateRange.parse("19930822-19930824").orElseThrow().toString())
                .doesNotContain("1993");
        assertThat(TimeRange.parse("1000-").orElseThrow().toString()).doesNotContain("10");
    }
}
