package org.pacsscp.worklist.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;
import org.pacsscp.worklist.Entries;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.ScheduledStepStatus;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.WorklistQuery;
import org.pacsscp.worklist.mpps.MppsStore;
import org.pacsscp.worklist.mpps.MppsStoreContract;

/** What worklist and performed steps have to do in every database. */
abstract class JdbcContract extends MppsStoreContract {
    private static final ScheduledStepReference STEP_1 = new ScheduledStepReference(Uid.of(Entries.ROOT + "1"), "SPS1");

    /** Returns the database under test, without rows; the same each time. */
    abstract DataSource dataSource();

    @Override
    protected MppsStore store() {
        return opened(() -> JdbcMppsStore.open(dataSource()));
    }

    private JdbcWorklist worklist() {
        return opened(() -> JdbcWorklist.open(dataSource(), store()));
    }

    /** Opens a part of the database. */
    private interface Opening<T> {
        T open() throws IOException;
    }

    private static <T> T opened(Opening<T> opening) {
        try {
            return opening.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first version had no table that says so; it was made by Flyway, under whatever name its history has. */
    @Test
    void upgradesTheFirstVersion() throws Exception {
        flyway("1").migrate();
        byte[] entry = Database.encode(Entries.numbered(1));
        database(connection -> {
            Database.execute(
                    connection,
                    "INSERT INTO worklist_step VALUES (?, 'SPS1', '20261129', '43200000000', 'INV-1', '', ?)",
                    Entries.ROOT + "1",
                    entry);
            return Database.execute(
                    connection,
                    "INSERT INTO worklist_station VALUES ('CT_1', '20261129', ?, 'SPS1')",
                    Entries.ROOT + "1");
        });
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")))
                .containsExactly("SPS1");
        assertThat(versions()).containsExactly(2);
    }

    @Test
    void usesTablesThatFlywayHasMade() throws Exception {
        flyway("latest").migrate();
        put(1, step -> {});
        assertThat(found(step -> {})).containsExactly("SPS1");
        assertThat(versions()).containsExactly(2);
    }

    @Test
    void refusesTablesOfANewerRelease() throws Exception {
        put(1, step -> {});
        database(connection -> Database.execute(connection, "INSERT INTO worklist_schema VALUES (99)"));
        assertThatThrownBy(() -> JdbcWorklist.open(dataSource()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("use a newer one");
    }

    /** As processes that start together do. */
    @Test
    void letsOneOfSeveralMakeTheTables() throws Exception {
        int racing = 6;
        ExecutorService threads = Executors.newFixedThreadPool(racing);
        try {
            assertThat(race(threads, racing, i -> JdbcWorklist.open(dataSource()) != null))
                    .containsOnly(true);
        } finally {
            threads.shutdownNow();
        }
        assertThat(versions()).containsExactly(2);
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(dataSource())
                .locations(WorklistSchema.MIGRATIONS)
                .table("pacs_scp_worklist_history")
                .target(target)
                .load();
    }

    private List<Integer> versions() throws IOException {
        return database(connection -> {
            List<Integer> versions = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT version FROM worklist_schema")) {
                while (rows.next()) {
                    versions.add(rows.getInt(1));
                }
            }
            return versions;
        });
    }

    private <T> T database(Database.Work<T> work) throws IOException {
        return new Database(dataSource()).change(work);
    }

    @Test
    void findsByStationDayAndPatientInTheOrderOfTheirStart() throws IOException {
        put(1, step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "1500"));
        put(2, step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261128"));
        put(3, step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_2", "CT_1"));
        put(4, step -> step.empty(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE));
        assertThat(found(step -> {})).containsExactly("SPS4", "SPS2", "SPS3", "SPS1");
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_2")))
                .containsExactly("SPS3");
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1", "CT_2")
                        .text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261129")))
                .containsExactly("SPS3", "SPS1");
        assertThat(found(step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261101-20261128")))
                .containsExactly("SPS2");
        assertThat(found(step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "-20261128")))
                .containsExactly("SPS4", "SPS2");
        assertThat(worklist()
                        .entries(WorklistQuery.of(
                                DataSet.builder().text(Tag.PATIENT_ID, "INV-3").build()))
                        .map(JdbcContract::stepId))
                .containsExactly("SPS3");
    }

    @Test
    void keepsTheWholeEntry() throws IOException {
        DataSet entry = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .addAll(Entries.numbered(1))
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .text(Tag.PATIENT_NAME, "Müller^Jörg")
                .build();
        worklist().put(entry);
        assertThat(all()).extracting(WorklistEntry::dataSet).containsExactly(entry);
    }

    @Test
    void readsManyPageByPage() throws IOException {
        for (int number = 0; number < 450; number++) {
            put(number, step -> {});
        }
        assertThat(found(step -> {})).hasSize(450).doesNotHaveDuplicates();
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")))
                .hasSize(450);
    }

    @Test
    void replacesAndRemoves() throws IOException {
        put(1, step -> {});
        put(1, step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_9"));
        put(2, step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20250101"));
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")))
                .containsExactly("SPS2");
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_9")))
                .containsExactly("SPS1");
        assertThat(worklist().removeBefore(LocalDate.of(2026, 1, 1))).isEqualTo(1);
        assertThat(found(step -> {})).containsExactly("SPS1");
        assertThat(worklist().remove(STEP_1)).isTrue();
        assertThat(worklist().remove(STEP_1)).isFalse();
        assertThat(found(step -> {})).isEmpty();
    }

    @Test
    void setsTheStatusOfAStep() throws IOException {
        put(1, step -> {});
        assertThat(all()).extracting(WorklistEntry::status).containsExactly(Optional.empty());
        worklist().update(STEP_1, ScheduledStepStatus.STARTED);
        worklist().update(new ScheduledStepReference(Uid.of("1.2.3"), "SPS1"), ScheduledStepStatus.READY);
        assertThat(all()).extracting(WorklistEntry::status).containsExactly(Optional.of(ScheduledStepStatus.STARTED));
    }

    @Test
    void knowsWhatWasPerformedBeforeTheEntryCame() throws IOException {
        store().create(step(1, "COMPLETED"));
        put(1, step -> {});
        assertThat(all()).extracting(WorklistEntry::status).containsExactly(Optional.of(ScheduledStepStatus.DEPARTED));
    }

    @Test
    void refusesWhatPerformedStepsCouldNotReferTo() {
        assertThatThrownBy(() -> worklist().put(DataSet.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0040,0100)");
        assertThatThrownBy(() -> worklist().put(Entries.numbered(1).without(Tag.STUDY_INSTANCE_UID)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0020,000D)");
    }

    /** As two processes do: of several that create a step, and that end it, one wins. */
    @Test
    void letsOneOfSeveralWin() throws Exception {
        int racing = 6;
        ExecutorService threads = Executors.newFixedThreadPool(racing);
        try {
            assertThat(race(threads, racing, i -> store().create(step(1, "IN PROGRESS"))))
                    .containsOnlyOnce(true);
            assertThat(race(
                            threads,
                            racing,
                            i -> store().replace(step(1, "IN PROGRESS")
                                    .changed(step(1, "COMPLETED").attributes()))))
                    .containsOnlyOnce(true);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Does something that tells whether it has won. */
    private interface Attempt {
        boolean by(int number) throws Exception;
    }

    private static List<Boolean> race(ExecutorService threads, int racing, Attempt attempt) throws Exception {
        List<Callable<Boolean>> calls = IntStream.range(0, racing)
                .<Callable<Boolean>>mapToObj(i -> () -> attempt.by(i))
                .toList();
        List<Boolean> won = new ArrayList<>();
        for (Future<Boolean> future : threads.invokeAll(calls)) {
            won.add(future.get());
        }
        return won;
    }

    private void put(int number, Consumer<DataSetBuilder> change) throws IOException {
        worklist().put(Entries.numbered(number, change));
    }

    private List<WorklistEntry> all() {
        return worklist().entries(WorklistQuery.of(DataSet.empty())).toList();
    }

    private List<String> found(Consumer<DataSetBuilder> keys) {
        return worklist()
                .entries(WorklistQuery.of(Entries.identifier(keys)))
                .map(JdbcContract::stepId)
                .toList();
    }

    private static String stepId(WorklistEntry entry) {
        return entry.step().text(Tag.SCHEDULED_PROCEDURE_STEP_ID).orElse("");
    }
}
