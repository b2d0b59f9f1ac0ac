package org.pacsscp.dataset.match;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.UtcOffset;

/**
 * In which zone dates and times are that are written without an offset from UTC (PS3.3 section C.12.1.1.8, PS3.4 section C.2.2.2):
 * one of a fixed offset where Timezone Offset From UTC says so, else that of the place.
 *
 * @param ofQuery that of the query
 * @param local that of stored data sets that have none of their own
 * @param adjusted whether the difference of both counts for DA and TM, which timezone query adjustment is
 */
record Offsets(ZoneId ofQuery, ZoneId local, boolean adjusted) {
    static Offsets of(DataSet identifier, QueryRules rules) {
        ZoneId local = rules.localZone();
        return new Offsets(
                rules.timezoneAdjustment() ? own(identifier, local) : local, local, rules.timezoneAdjustment());
    }

    private static ZoneId own(DataSet dataSet, ZoneId otherwise) {
        return dataSet.text(Tag.TIMEZONE_OFFSET_FROM_UTC)
                .flatMap(UtcOffset::parse)
                .map(ZoneId.class::cast)
                .orElse(otherwise);
    }

    /** Returns the zone of what is stored in a data set, or in an item of one with a zone. */
    ZoneId ofStored(DataSet stored, ZoneId inherited) {
        return own(stored, inherited);
    }

    /** Tells whether stored times may have to be changed to have them as the query has its times. */
    boolean differ(ZoneId stored) {
        return adjusted && !ofQuery.equals(stored);
    }

    /** Returns the microseconds to add to a stored time of a known day. */
    long difference(LocalDateTime stored, ZoneId zone) {
        return differ(zone) ? microseconds(zone, ofQuery, stored) : 0;
    }

    /** Returns the microseconds to add to a stored time of an unknown day: none, unless the offsets of all days are the same. */
    long difference(ZoneId stored) {
        boolean fixed = stored.getRules().isFixedOffset() && ofQuery.getRules().isFixedOffset();
        return fixed ? difference(LocalDate.EPOCH.atStartOfDay(), stored) : 0;
    }

    private static long microseconds(ZoneId from, ZoneId to, LocalDateTime time) {
        int before = from.getRules().getOffset(time).getTotalSeconds();
        int after = to.getRules()
                .getOffset(time.minusSeconds(before).toInstant(ZoneOffset.UTC))
                .getTotalSeconds();
        return (after - before) * 1_000_000L;
    }
}
