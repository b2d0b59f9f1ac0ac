package org.pacsscp.archive.commitment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.client.ReferencedInstance;

/**
 * Remembers requests for storage commitment in the database of a catalog, whose instances it marks as committed. Several processes
 * may share it: each request is taken by one of them.
 *
 * <pre>{@code
 * Catalog catalog = Catalog.open(dataSource);
 * CommitmentLog log = new JdbcCommitmentLog(dataSource);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class JdbcCommitmentLog implements CommitmentLog {
    /** How often another process may have been faster before nothing counts as due. */
    private static final int RACES = 10;

    private final DataSource database;

    /**
     * Uses the database of a catalog.
     *
     * @param database in which a catalog was opened; connections are taken and given back for each call
     */
    public JdbcCommitmentLog(DataSource database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    @Override
    public boolean isOpen(Uid transaction) {
        return run(
                "look for a transaction", "SELECT 1 FROM commitment_request WHERE transaction_uid = ?", statement -> {
                    statement.setString(1, transaction.value());
                    try (ResultSet found = statement.executeQuery()) {
                        return found.next();
                    }
                });
    }

    @Override
    public long waiting() {
        return run("count what is open", "SELECT count(*) FROM commitment_request", statement -> {
            try (ResultSet count = statement.executeQuery()) {
                count.next();
                return count.getLong(1);
            }
        });
    }

    @Override
    public void add(CommitmentRequest request, Instant due) {
        run(
                "keep a request for storage commitment",
                "INSERT INTO commitment_request (id, transaction_uid, requestor, called_ae_title, received_at,"
                        + " instances, is_duplicate, attempts, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                statement -> {
                    statement.setString(1, request.id());
                    statement.setString(2, request.transaction().value());
                    statement.setString(3, request.requestor().value());
                    statement.setString(4, request.calledAeTitle().value());
                    statement.setLong(5, request.receivedAt().toEpochMilli());
                    statement.setString(6, text(request.instances()));
                    statement.setBoolean(7, request.duplicate());
                    statement.setLong(8, due.toEpochMilli());
                    return statement.executeUpdate();
                });
    }

    /** Who changes the moment at which it is due has it. */
    @Override
    public Optional<Taken> take(Instant now, Instant until) {
        for (int race = 0; race < RACES; race++) {
            Optional<Due> longest = longestDue(now);
            if (longest.isEmpty()) {
                return Optional.empty();
            }
            Due due = longest.get();
            int changed = run(
                    "take a request for storage commitment",
                    "UPDATE commitment_request SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND due_at = ?",
                    statement -> {
                        statement.setLong(1, until.toEpochMilli());
                        statement.setString(2, due.taken().request().id());
                        statement.setLong(3, due.at());
                        return statement.executeUpdate();
                    });
            if (changed == 1) {
                return Optional.of(due.taken());
            }
        }
        return Optional.empty();
    }

    private record Due(Taken taken, long at) {}

    private Optional<Due> longestDue(Instant now) {
        return run(
                "look for what is due",
                "SELECT * FROM commitment_request WHERE due_at <= ? ORDER BY due_at LIMIT 1",
                statement -> {
                    statement.setLong(1, now.toEpochMilli());
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next()
                                ? Optional.of(
                                        new Due(new Taken(request(row), row.getInt("attempts")), row.getLong("due_at")))
                                : Optional.<Due>empty();
                    }
                });
    }

    private static CommitmentRequest request(ResultSet row) throws SQLException {
        return new CommitmentRequest(
                row.getString("id"),
                Uid.of(row.getString("transaction_uid")),
                AeTitle.of(row.getString("requestor")),
                AeTitle.of(row.getString("called_ae_title")),
                Instant.ofEpochMilli(row.getLong("received_at")),
                instances(row.getString("instances")),
                row.getBoolean("is_duplicate"));
    }

    /** One a line: its class, a space, itself. */
    private static String text(List<ReferencedInstance> instances) {
        return instances.stream()
                .map(instance -> instance.sopClass() + " " + instance.sopInstance())
                .collect(Collectors.joining("\n"));
    }

    private static List<ReferencedInstance> instances(String text) {
        return text.lines()
                .map(line -> line.split(" "))
                .map(uids -> new ReferencedInstance(Uid.of(uids[0]), Uid.of(uids[1])))
                .toList();
    }

    @Override
    public void postpone(String id, Instant due) {
        run("postpone a storage commitment", "UPDATE commitment_request SET due_at = ? WHERE id = ?", statement -> {
            statement.setLong(1, due.toEpochMilli());
            statement.setString(2, id);
            return statement.executeUpdate();
        });
    }

    @Override
    public void remove(String id) {
        run("remove a storage commitment", "DELETE FROM commitment_request WHERE id = ?", statement -> {
            statement.setString(1, id);
            return statement.executeUpdate();
        });
    }

    @Override
    public void committed(List<ReferencedInstance> instances) {
        run(
                "mark instances as committed",
                "UPDATE instance SET committed = ? WHERE sop_instance_uid = ?",
                statement -> {
                    for (ReferencedInstance instance : instances) {
                        statement.setBoolean(1, true);
                        statement.setString(2, instance.sopInstance().value());
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                });
    }

    /** What is done with a statement. */
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String what, String sql, Use<T> use) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            T result = use.of(statement);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return result;
        } catch (SQLException e) {
            throw new CatalogException("the database did not " + what + ": " + e.getMessage(), e);
        }
    }
}
