package org.pacsscp.worklist.jdbc;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.worklist.ScheduledStepStatus;
import org.pacsscp.worklist.WorklistEntry;

/**
 * A row of the table of scheduled steps: where it stands among the others, and its entry.
 *
 * @param startDate as DA has it; empty if none is known
 * @param startTime in microseconds of the day, with as many digits as the greatest, so that text compares as numbers do
 * @param study tells rows of the same start apart
 * @param stepId likewise
 * @param entry with the status that the row has
 */
record EntryRow(String startDate, String startTime, String study, String stepId, WorklistEntry entry) {
    static final String COLUMNS = "start_date, start_time, study_uid, step_id, status, data_set";

    static EntryRow of(ResultSet row) throws SQLException, IOException {
        WorklistEntry stored =
                WorklistEntry.of(Database.decode(row.getBytes(6))).get(0);
        Optional<ScheduledStepStatus> status = ScheduledStepStatus.of(row.getString(5));
        WorklistEntry entry = status.equals(stored.status())
                ? stored
                : status.map(stored::withStatus).orElse(stored);
        return new EntryRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4), entry);
    }

    static String startDate(WorklistEntry entry) {
        return entry.step()
                .date(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE)
                .map(DicomDate::text)
                .orElse("");
    }

    static String startTime(WorklistEntry entry) {
        return entry.step()
                .time(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME)
                .map(time -> "%011d".formatted(time.earliest()))
                .orElse("");
    }
}
