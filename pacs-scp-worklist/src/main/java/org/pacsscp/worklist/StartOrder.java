package org.pacsscp.worklist;

import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.DicomTime;

/**
 * Where an entry stands in the list: by the start of its step, of two with the same start by when it came.
 *
 * @param day days since 1970; the least there is if none is known
 * @param microsecond of the day; 0 if no time is known
 * @param number tells entries of the same start apart
 */
record StartOrder(long day, long microsecond, long number) implements Comparable<StartOrder> {
    static StartOrder of(WorklistEntry entry, long number) {
        long day = entry.step()
                .date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE)
                .map(date -> date.date().toEpochDay())
                .orElse(Long.MIN_VALUE);
        long time = entry.step()
                .time(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME)
                .map(DicomTime::earliest)
                .orElse(0L);
        return new StartOrder(day, time, number);
    }

    /** Returns what stands before all entries of a day. */
    static StartOrder startOf(long day) {
        return new StartOrder(day, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    @Override
    public int compareTo(StartOrder other) {
        int byDay = Long.compare(day, other.day);
        if (byDay != 0) {
            return byDay;
        }
        int byTime = Long.compare(microsecond, other.microsecond);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
