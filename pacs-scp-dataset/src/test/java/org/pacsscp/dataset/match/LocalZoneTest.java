package org.pacsscp.dataset.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written without an offset from UTC is of the local time zone (PS3.5 section 6.2), in summer and in winter. */
class LocalZoneTest {
    private static final QueryRules BERLIN = QueryRules.queryRetrieve().withLocalZone(ZoneId.of("Europe/Berlin"));

    /** Berlin is one hour before UTC in winter and two in summer; the clock is put back on 25 October 2026, at 3 o'clock. */
    @ParameterizedTest
    @CsvSource({
        "20260701120000+0200, 20260701120000,      true",
        "20260701120000+0100, 20260701120000,      false",
        "20260101120000+0100, 20260101120000,      true",
        "20260101120000+0200, 20260101120000,      false",
        "20260701120000,      20260701100000+0000, true",
        "20260101120000,      20260101110000+0000, true",
        "20260701115900-20260701120100, 20260701100000+0000, true",
        "20260701115900-20260701120100, 20260701110000+0000, false",
        "20260101115900-20260101120100, 20260101110000+0000, true",
        "-20261025023000,     20261025003000+0000, true",
        "-20261025023000,     20261025013000+0000, true",
        "-20261025023000,     20261025013100+0000, false",
        "20261025023000-,     20261025003000+0000, true",
        "20261025023000-,     20261025002900+0000, false"
    })
    void comparesMoments(String key, String stored, boolean matches) {
        Query query = Query.of(WrittenDataSet.of("AcquisitionDateTime=" + key), BERLIN);
        assertThat(query.matches(WrittenDataSet.of("AcquisitionDateTime=" + stored)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        // The query is in UTC: what was stored at half past midnight in summer was the day before.
        "TimezoneOffsetFromUTC=+0000; StudyDate=20260630; StudyTime=2230, StudyDate=20260701; StudyTime=0030, true",
        "TimezoneOffsetFromUTC=+0000; StudyDate=20260630; StudyTime=2330, StudyDate=20260701; StudyTime=0030, false",
        "TimezoneOffsetFromUTC=+0000; StudyDate=20251231; StudyTime=2330, StudyDate=20260101; StudyTime=0030, true",
        // The query is local, what was stored says its offset.
        "StudyDate=20260701; StudyTime=0030, TimezoneOffsetFromUTC=+0000; StudyDate=20260630; StudyTime=2230, true",
        "StudyDate=20260101; StudyTime=0030, TimezoneOffsetFromUTC=+0000; StudyDate=20251231; StudyTime=2330, true",
        // Of an unknown day nobody knows the offset.
        "TimezoneOffsetFromUTC=+0000; StudyTime=0030, StudyTime=0030, true"
    })
    void adjustsDatesAndTimes(String keys, String stored, boolean matches) {
        Query query = Query.of(WrittenDataSet.of(keys), BERLIN.withTimezoneAdjustment(true));
        assertThat(query.matches(WrittenDataSet.of(stored))).isEqualTo(matches);
    }

    @Test
    void adjustsNothingThatWasNotNegotiated() {
        Query query = Query.of(WrittenDataSet.of("TimezoneOffsetFromUTC=+0000; StudyDate=20260630"), BERLIN);
        assertThat(query.matches(WrittenDataSet.of("StudyDate=20260701; StudyTime=0030")))
                .isFalse();
    }
}
