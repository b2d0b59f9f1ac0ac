package org.pacsscp.dataset.match;

import java.time.ZoneOffset;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.UtcOffset;

/**
 * Which offset from UTC dates and times have that are written without (PS3.3 section C.12.1.1.8, PS3.4 section C.2.2.2).
 *
 * @param ofQuery that of the query
 * @param local that of stored data sets that have none of their own
 * @param adjusted whether the difference of both counts for DA and TM, which timezone query adjustment is
 */
record Offsets(ZoneOffset ofQuery, ZoneOffset local, boolean adjusted) {
    static Offsets of(DataSet identifier, QueryRules rules) {
        ZoneOffset local = rules.localOffset();
        return new Offsets(
                rules.timezoneAdjustment() ? own(identifier, local) : local, local, rules.timezoneAdjustment());
    }

    private static ZoneOffset own(DataSet dataSet, ZoneOffset otherwise) {
        return dataSet.text(Tag.TIMEZONE_OFFSET_FROM_UTC)
                .flatMap(UtcOffset::parse)
                .orElse(otherwise);
    }

    /** Returns the offset of what is stored in a data set, or in an item of one with an offset. */
    ZoneOffset ofStored(DataSet stored, ZoneOffset inherited) {
        return own(stored, inherited);
    }

    /** Returns the microseconds to add to a stored time to have it as the query has its times. */
    long difference(ZoneOffset stored) {
        return adjusted ? (ofQuery.getTotalSeconds() - stored.getTotalSeconds()) * 1_000_000L : 0;
    }
}
