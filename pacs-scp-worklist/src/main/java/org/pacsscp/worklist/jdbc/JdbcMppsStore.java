package org.pacsscp.worklist.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pacsscp.api.Uid;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.mpps.MppsStore;
import org.pacsscp.worklist.mpps.PerformedStep;

/**
 * Performed procedure steps in a database; several processes may use one. Any thread may call it.
 *
 * @since 0.1.0
 */
public final class JdbcMppsStore implements MppsStore {
    private static final String INSERT =
            "INSERT INTO performed_step (instance_uid, revision, attributes) VALUES (?, ?, ?)"
                    + " ON CONFLICT (instance_uid) DO NOTHING";
    private static final String INSERT_REFERENCE =
            "INSERT INTO performed_step_reference (study_uid, step_id, instance_uid) VALUES (?, ?, ?)";
    private static final String UPDATE =
            "UPDATE performed_step SET revision = ?, attributes = ? WHERE instance_uid = ? AND revision = ?";
    private static final String FIND =
            "SELECT instance_uid, revision, attributes FROM performed_step WHERE instance_uid = ?";
    private static final String PERFORMING = "SELECT p.instance_uid, p.revision, p.attributes FROM performed_step p"
            + " JOIN performed_step_reference r ON r.instance_uid = p.instance_uid"
            + " WHERE r.study_uid = ? AND r.step_id = ?";

    private final Database database;

    private JdbcMppsStore(Database database) {
        this.database = database;
    }

    /**
     * Opens the steps that are in a database; makes the {@linkplain WorklistSchema tables} if there are none.
     *
     * @param dataSource asked for a connection for each request, so it should have a pool
     * @return the store
     * @throws IOException if the database does not answer, or its tables cannot be made or are those of a newer release
     */
    public static JdbcMppsStore open(DataSource dataSource) throws IOException {
        return new JdbcMppsStore(Database.open(dataSource));
    }

    @Override
    public boolean create(PerformedStep step) throws IOException {
        byte[] attributes = Database.encode(step.attributes());
        return database.change(connection -> {
            String instance = step.instance().value();
            if (Database.execute(connection, INSERT, instance, step.revision(), attributes) == 0) {
                return false;
            }
            for (ScheduledStepReference reference : step.scheduledSteps()) {
                Database.execute(connection, INSERT_REFERENCE, reference.study().value(), reference.stepId(), instance);
            }
            return true;
        });
    }

    @Override
    public Optional<PerformedStep> find(Uid instance) throws IOException {
        return database.read(connection -> select(connection, FIND, instance.value())).stream()
                .findFirst();
    }

    @Override
    public boolean replace(PerformedStep step) throws IOException {
        byte[] attributes = Database.encode(step.attributes());
        return database.change(connection -> Database.execute(
                        connection,
                        UPDATE,
                        step.revision(),
                        attributes,
                        step.instance().value(),
                        step.revision() - 1)
                == 1);
    }

    @Override
    public List<PerformedStep> performing(ScheduledStepReference scheduled) throws IOException {
        return database.read(
                connection -> select(connection, PERFORMING, scheduled.study().value(), scheduled.stepId()));
    }

    private static List<PerformedStep> select(Connection connection, String sql, String... values)
            throws SQLException, IOException {
        List<PerformedStep> steps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(new PerformedStep(
                            Uid.of(rows.getString(1)), Database.decode(rows.getBytes(3)), rows.getLong(2)));
                }
            }
        }
        return steps;
    }
}
