package org.pacsscp.worklist.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;

/**
 * A database, and how data sets are kept in it. For any thread.
 *
 * @param dataSource gives a connection for each piece of work, which is closed after it
 */
record Database(DataSource dataSource) {
    /** Opens one, and brings its tables to the version that this release needs. */
    static Database open(DataSource dataSource) throws IOException {
        SchemaScripts.run(Objects.requireNonNull(dataSource, "dataSource"));
        return new Database(dataSource);
    }

    /** Work over a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    /** Does something that only reads. */
    <T> T read(Work<T> work) throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IOException("the database cannot be read", e);
        }
    }

    /** Does all of something, or nothing. */
    <T> T change(Work<T> work) throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(before);
            }
        } catch (SQLException e) {
            throw new IOException("the database cannot be changed", e);
        }
    }

    /** Executes a statement that changes rows; returns how many. */
    static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    static byte[] encode(DataSet dataSet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dataSet.in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).writeTo(out);
        return out.toByteArray();
    }

    static DataSet decode(byte[] bytes) throws IOException {
        return DataSet.read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
