package org.pacsscp.worklist.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.dataset.value.DateRange;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.WorklistQuery;

/**
 * The rows that may match a query, in the order of their start, read a page at a time: each page begins behind the last row of the
 * one before. For one thread.
 */
final class EntryPages extends AbstractSpliterator<WorklistEntry> {
    private static final int PAGE = 200;

    private final Database database;
    private final String sql;
    private final List<String> values = new ArrayList<>();
    private final Queue<EntryRow> page = new ArrayDeque<>();
    private @Nullable EntryRow last;
    private boolean isLastPage;

    EntryPages(Database database, WorklistQuery query) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.database = database;
        sql = where(query);
    }

    /** Writes the conditions, and keeps the values of their parameters. */
    private String where(WorklistQuery query) {
        StringBuilder where = new StringBuilder("SELECT " + EntryRow.COLUMNS + " FROM worklist_step WHERE 1 = 1");
        if (!query.patientIds().isEmpty()) {
            where.append(" AND patient_id IN (")
                    .append(parameters(query.patientIds()))
                    .append(')');
        }
        query.startDates().ifPresent(days -> where.append(within(days)));
        if (!query.stationAeTitles().isEmpty()) {
            where.append(" AND (study_uid, step_id) IN (SELECT study_uid, step_id FROM worklist_station WHERE"
                            + " ae_title IN (")
                    .append(parameters(query.stationAeTitles()))
                    .append(')');
            query.startDates().ifPresent(days -> where.append(within(days)));
            where.append(')');
        }
        return where.toString();
    }

    private String parameters(Set<String> wanted) {
        values.addAll(wanted);
        return String.join(", ", Collections.nCopies(wanted.size(), "?"));
    }

    private String within(DateRange days) {
        return days.from().map(day -> condition(" AND start_date >= ?", day)).orElse("")
                + days.to().map(day -> condition(" AND start_date <= ?", day)).orElse("");
    }

    private String condition(String condition, DicomDate day) {
        values.add(day.text());
        return condition;
    }

    @Override
    public boolean tryAdvance(Consumer<? super WorklistEntry> action) {
        if (page.isEmpty() && !isLastPage) {
            readPage();
        }
        EntryRow row = page.poll();
        if (row == null) {
            return false;
        }
        action.accept(row.entry());
        return true;
    }

    private void readPage() {
        List<String> parameters = new ArrayList<>(values);
        StringBuilder select = new StringBuilder(sql);
        if (last != null) {
            select.append(" AND (start_date, start_time, study_uid, step_id) > (?, ?, ?, ?)");
            parameters.addAll(List.of(last.startDate(), last.startTime(), last.study(), last.stepId()));
        }
        select.append(" ORDER BY start_date, start_time, study_uid, step_id LIMIT " + PAGE);
        try {
            page.addAll(rows(select.toString(), parameters));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        isLastPage = page.size() < PAGE;
        for (EntryRow row : page) {
            last = row;
        }
    }

    private List<EntryRow> rows(String select, List<String> parameters) throws IOException {
        return database.read(connection -> {
            List<EntryRow> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setString(i + 1, parameters.get(i));
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        rows.add(EntryRow.of(result));
                    }
                }
            }
            return rows;
        });
    }
}
