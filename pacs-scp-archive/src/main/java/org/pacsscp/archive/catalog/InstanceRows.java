package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.IndexedInstance;

/** Adds and removes rows over one connection, which is its own. Owned by whoever writes in {@link GroupCommit}. */
final class InstanceRows {
    /** Series arrive one after the other, from a few peers at once. */
    private static final int ENTITIES_REMEMBERED = 1024;

    private final Connection connection;
    private final DiskWait diskWait;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<List<?>, Long> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<?>, Long> eldest) {
            return size() > ENTITIES_REMEMBERED;
        }
    };

    private InstanceRows(Connection connection, DiskWait diskWait) {
        this.connection = connection;
        this.diskWait = diskWait;
    }

    /** Takes a connection, and closes it if it cannot be used. */
    static InstanceRows over(Connection connection) throws SQLException {
        try {
            return new InstanceRows(connection, DiskWait.of(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Says whether what is committed next waits for the disk, if the database was opened to do so. */
    void waitForDisk(boolean waits) throws SQLException {
        diskWait.set(waits);
    }

    /** Begins a transaction; without one, each statement commits what it has done. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /**
     * Commits what has begun, in the way after which no transaction is open: SQLite's driver would begin the next one, which locks
     * others out.
     */
    void commit() throws SQLException {
        connection.setAutoCommit(true);
    }

    /** Rolls back, and gives the connection up. */
    void close() {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // A connection that is broken has nothing to be rolled back, and cannot be closed either.
        }
    }

    /**
     * Adds an instance, with the patient, study and series that it is the first of.
     *
     * @return whether it was added; not, if its UID is there already
     */
    boolean add(InstanceRow instance) throws SQLException {
        Long remembered = rememberedSeries(instance);
        if (remembered == null
                && IndexedRow.exists(this::prepare, instance.stored().sopInstanceUid())) {
            // Nothing is added above an instance that is not.
            return false;
        }
        long series = remembered == null ? series(instance, study(instance, patient(instance))) : remembered;
        PreparedStatement insert = prepare("insert into instance (series_fk, sop_instance_uid, sop_class_uid,"
                + " instance_number, transfer_syntax_uid, location, length, data_set_offset, crc32c, calling_ae_title,"
                + " called_ae_title, stored_at, header) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing");
        instance.bindInstance(insert, series);
        return insert.executeUpdate() == 1;
    }

    /** Tells whether {@link #add} needs no more than to insert the instance itself. */
    boolean knowsSeries(InstanceRow instance) {
        return rememberedSeries(instance) != null;
    }

    private @Nullable Long rememberedSeries(InstanceRow instance) {
        Long patient = known.get(patientKey(instance));
        Long study = patient == null ? null : known.get(studyKey(instance, patient));
        return study == null ? null : known.get(seriesKey(instance, study));
    }

    private static List<?> patientKey(InstanceRow instance) {
        return List.of(instance.patientIdentity());
    }

    private static List<?> studyKey(InstanceRow instance, long patient) {
        return List.of(instance.studyUid(), patient);
    }

    private static List<?> seriesKey(InstanceRow instance, long study) {
        return List.of(instance.seriesUid(), study);
    }

    Optional<IndexedInstance> find(Uid sopInstanceUid) throws SQLException {
        return IndexedRow.find(this::prepare, sopInstanceUid);
    }

    /**
     * Adds an instance in the place of one with the same UID, which must lie where it is expected, and not be committed (PS3.4
     * section J.3.3.1.2).
     */
    boolean replace(String oldLocation, InstanceRow instance) throws SQLException {
        long series = seriesOf(instance.stored().sopInstanceUid());
        PreparedStatement delete =
                prepare("delete from instance where sop_instance_uid = ? and location = ? and not committed");
        delete.setString(1, instance.stored().sopInstanceUid().value());
        delete.setString(2, oldLocation);
        if (delete.executeUpdate() == 0) {
            return false;
        }
        boolean added = add(instance);
        removeIfEmpty(List.of(series));
        return added;
    }

    /**
     * Writes without a change, so that a commit waits for the disk, and for all that stands before it in the log. SQLite writes
     * nothing for an update that leaves a row as it is, and then does not wait; hence there and back.
     */
    boolean touch() throws SQLException {
        PreparedStatement negate = prepare("update pacs_schema set version = -version");
        negate.executeUpdate();
        return negate.executeUpdate() > 0;
    }

    private long seriesOf(Uid sopInstanceUid) throws SQLException {
        PreparedStatement select = prepare("select series_fk from instance where sop_instance_uid = ?");
        select.setString(1, sopInstanceUid.value());
        try (ResultSet found = select.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    /** Removes instances, and what is empty without them; returns how many there were. */
    int delete(List<Uid> sopInstanceUids) throws SQLException {
        int deleted = 0;
        List<Long> series = new ArrayList<>();
        for (Uid uid : sopInstanceUids) {
            long of = seriesOf(uid);
            if (!series.contains(of)) {
                series.add(of);
            }
            PreparedStatement delete = prepare("delete from instance where sop_instance_uid = ?");
            delete.setString(1, uid.value());
            deleted += delete.executeUpdate();
        }
        removeIfEmpty(series);
        return deleted;
    }

    private void removeIfEmpty(List<Long> series) throws SQLException {
        known.clear();
        for (long pk : series) {
            long study = parent("study_fk", "series", pk);
            long patient = parent("patient_fk", "study", study);
            removeIfEmpty("series", pk, "instance", "series_fk");
            removeIfEmpty("study", study, "series", "study_fk");
            removeIfEmpty("patient", patient, "study", "patient_fk");
        }
    }

    private long parent(String column, String table, long pk) throws SQLException {
        PreparedStatement select = prepare("select " + column + " from " + table + " where pk = ?");
        select.setLong(1, pk);
        try (ResultSet found = select.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private void removeIfEmpty(String table, long pk, String below, String column) throws SQLException {
        PreparedStatement delete = prepare("delete from %s where pk = ? and not exists (select 1 from %s where %s = ?)"
                .formatted(table, below, column));
        delete.setLong(1, pk);
        delete.setLong(2, pk);
        delete.executeUpdate();
    }

    private long patient(InstanceRow instance) throws SQLException {
        return entity(
                patientKey(instance),
                "select pk from patient where identity = ?",
                "insert into patient (identity, patient_id, issuer, name, name_ideographic, name_phonetic, birth_date,"
                        + " header) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                instance::bindPatient);
    }

    private long study(InstanceRow instance, long patient) throws SQLException {
        return entity(
                studyKey(instance, patient),
                "select pk from study where study_uid = ? and patient_fk = ?",
                "insert into study (study_uid, patient_fk, study_date, accession_number, study_id, header)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                statement -> instance.bindStudy(statement, patient));
    }

    private long series(InstanceRow instance, long study) throws SQLException {
        return entity(
                seriesKey(instance, study),
                "select pk from series where series_uid = ? and study_fk = ?",
                "insert into series (series_uid, study_fk, modality, series_number, header)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                statement -> instance.bindSeries(statement, study));
    }

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Returns the key of what has a natural key, which is also what it is remembered by; adds it where it is the first. */
    private long entity(List<?> naturalKey, String select, String insert, Binding binding) throws SQLException {
        Long remembered = known.get(naturalKey);
        if (remembered != null) {
            return remembered;
        }
        Long found = find(naturalKey, select);
        if (found == null) {
            PreparedStatement inserting = prepare(insert);
            binding.bind(inserting);
            inserting.executeUpdate();
            found = find(naturalKey, select);
        }
        if (found == null) {
            throw new SQLException("a row was removed while it was added to", "40001");
        }
        known.put(naturalKey, found);
        return found;
    }

    private @Nullable Long find(List<?> naturalKey, String select) throws SQLException {
        PreparedStatement selecting = prepare(select);
        for (int i = 0; i < naturalKey.size(); i++) {
            selecting.setObject(i + 1, naturalKey.get(i));
        }
        try (ResultSet found = selecting.executeQuery()) {
            return found.next() ? (Long) found.getLong(1) : null;
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }
}
