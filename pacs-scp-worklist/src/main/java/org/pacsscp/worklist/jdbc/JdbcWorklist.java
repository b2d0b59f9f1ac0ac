package org.pacsscp.worklist.jdbc;

import static org.pacsscp.worklist.jdbc.Database.execute;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.ScheduledStepStatus;
import org.pacsscp.worklist.ScheduledStepStatuses;
import org.pacsscp.worklist.ScheduledSteps;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.WorklistQuery;
import org.pacsscp.worklist.WorklistSource;

/**
 * The worklist in a database: an application puts entries there and removes them; several processes may use one. Any thread may
 * call it.
 *
 * <p>Queries are narrowed down by station, day and patient with indexes. What is found is read some hundred entries at a time, and
 * no connection is held while the modality reads its answers.
 *
 * <pre>{@code
 * JdbcMppsStore performed = JdbcMppsStore.open(dataSource);
 * JdbcWorklist worklist = JdbcWorklist.open(dataSource, performed);
 * worklist.put(entry);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class JdbcWorklist implements WorklistSource, ScheduledSteps {
    private static final String INSERT = "INSERT INTO worklist_step (study_uid, step_id, start_date, start_time,"
            + " patient_id, status, data_set) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_STATION =
            "INSERT INTO worklist_station (ae_title, start_date, study_uid, step_id) VALUES (?, ?, ?, ?)";
    private static final String DELETE = "DELETE FROM worklist_step WHERE study_uid = ? AND step_id = ?";
    private static final String DELETE_STATIONS = "DELETE FROM worklist_station WHERE study_uid = ? AND step_id = ?";
    private static final String DELETE_BEFORE = "DELETE FROM worklist_step WHERE start_date < ?";
    private static final String DELETE_STATIONS_BEFORE = "DELETE FROM worklist_station WHERE start_date < ?";
    private static final String UPDATE = "UPDATE worklist_step SET status = ? WHERE study_uid = ? AND step_id = ?";

    private final Database database;
    private final ScheduledStepStatuses statuses;

    private JdbcWorklist(Database database, ScheduledStepStatuses statuses) {
        this.database = database;
        this.statuses = statuses;
    }

    /**
     * Opens the worklist that is in a database; makes the {@linkplain WorklistSchema tables} if there are none.
     *
     * @param dataSource asked for a connection for each request, so it should have a pool
     * @return the worklist
     * @throws IOException if the database does not answer, or its tables cannot be made or are those of a newer release
     */
    public static JdbcWorklist open(DataSource dataSource) throws IOException {
        return open(dataSource, step -> Optional.empty());
    }

    /**
     * Opens the worklist that is in a database, whose steps may have been performed before their entries are put; makes the
     * {@linkplain WorklistSchema tables} if there are none.
     *
     * @param dataSource asked for a connection for each request, so it should have a pool
     * @param statuses what knows the status of a step when its entry is put, such as {@link JdbcMppsStore}
     * @return the worklist
     * @throws IOException if the database does not answer, or its tables cannot be made or are those of a newer release
     */
    public static JdbcWorklist open(DataSource dataSource, ScheduledStepStatuses statuses) throws IOException {
        Objects.requireNonNull(statuses, "statuses");
        return new JdbcWorklist(Database.open(dataSource), statuses);
    }

    /**
     * Puts the entries of a data set there, each in the place of the one with the same study and step, if there is one.
     *
     * @param dataSet attributes of PS3.4 Table K.6-1
     * @throws IllegalArgumentException if it has no step, or one without Study Instance UID or Scheduled Procedure Step ID
     * @throws IOException if it cannot be kept; then none of its entries is
     */
    public void put(DataSet dataSet) throws IOException {
        List<WorklistEntry> entries = WorklistEntry.of(dataSet);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(
                    "the data set has no item in its Scheduled Procedure Step Sequence (0040,0100)");
        }
        database.change(connection -> {
            for (WorklistEntry entry : entries) {
                put(connection, entry);
            }
            return entries.size();
        });
    }

    private void put(Connection connection, WorklistEntry entry) throws SQLException, IOException {
        ScheduledStepReference step = entry.reference()
                .orElseThrow(() -> new IllegalArgumentException("an entry has no Study Instance UID (0020,000D) or"
                        + " Scheduled Procedure Step ID (0040,0009); it needs both"));
        String study = step.study().value();
        String day = EntryRow.startDate(entry);
        String status = statuses.statusOf(step)
                .or(entry::status)
                .map(ScheduledStepStatus::name)
                .orElse("");
        delete(connection, step);
        execute(
                connection,
                INSERT,
                study,
                step.stepId(),
                day,
                EntryRow.startTime(entry),
                entry.dataSet().text(Tag.PATIENT_ID).orElse(""),
                status,
                Database.encode(entry.dataSet()));
        for (String station : new LinkedHashSet<>(entry.step().texts(Tag.SCHEDULED_STATION_AE_TITLE))) {
            execute(connection, INSERT_STATION, station, day, study, step.stepId());
        }
    }

    /**
     * Removes an entry.
     *
     * @param step which one
     * @return whether there was one
     * @throws IOException if it cannot be removed
     */
    public boolean remove(ScheduledStepReference step) throws IOException {
        return database.change(connection -> delete(connection, step) > 0);
    }

    private static int delete(Connection connection, ScheduledStepReference step) throws SQLException {
        execute(connection, DELETE_STATIONS, step.study().value(), step.stepId());
        return execute(connection, DELETE, step.study().value(), step.stepId());
    }

    /**
     * Removes all entries that were to start before a day, and those without a day.
     *
     * @param day the first that is kept
     * @return how many were removed
     * @throws IOException if they cannot be removed
     */
    public int removeBefore(LocalDate day) throws IOException {
        String first = new DicomDate(day).text();
        return database.change(connection -> {
            execute(connection, DELETE_STATIONS_BEFORE, first);
            return execute(connection, DELETE_BEFORE, first);
        });
    }

    @Override
    public void update(ScheduledStepReference step, ScheduledStepStatus status) throws IOException {
        database.change(connection ->
                execute(connection, UPDATE, status.name(), step.study().value(), step.stepId()));
    }

    @Override
    public Stream<WorklistEntry> entries(WorklistQuery query) {
        return StreamSupport.stream(new EntryPages(database, query), false);
    }
}
