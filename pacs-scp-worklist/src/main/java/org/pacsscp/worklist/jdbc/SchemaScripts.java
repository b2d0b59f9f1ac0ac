package org.pacsscp.worklist.jdbc;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Runs the scripts of {@link WorklistSchema#MIGRATIONS} that a database has not seen, each in a transaction; they have no semicolon but
 * at the ends of statements. Whoever runs them, the tables tell their version.
 */
final class SchemaScripts {
    /** In their order; the last one's number is the version that this release needs. */
    private static final List<String> SCRIPTS =
            List.of("V1__worklist_and_performed_steps.sql", "V2__version_of_the_schema.sql");

    private static final int NEEDED = SCRIPTS.size();
    private static final String LOCATION = WorklistSchema.MIGRATIONS.substring("classpath:".length());

    private SchemaScripts() {}

    /** Makes the tables, or brings them to the version that this release needs. */
    static void run(DataSource dataSource) throws IOException {
        try {
            if (version(dataSource) < NEEDED) {
                runMissing(dataSource);
            }
            int version = version(dataSource);
            if (version > NEEDED) {
                throw new IOException(
                        "the tables of the worklist have version %d, and this release knows %d; use a newer one"
                                .formatted(version, NEEDED));
            }
        } catch (SQLException e) {
            throw new IOException("the tables of the worklist cannot be made: " + e.getMessage(), e);
        }
    }

    private static void runMissing(DataSource dataSource) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                runMissing(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        }
    }

    /** Of two processes that begin at once, one makes the tables of a script; the other fails, finds them there, and goes on. */
    private static void runMissing(Connection connection) throws SQLException, IOException {
        int version = version(connection);
        while (version < NEEDED) {
            try {
                run(connection, SCRIPTS.get(version));
                connection.commit();
                version++;
            } catch (SQLException e) {
                connection.rollback();
                int made = version(connection);
                if (made <= version) {
                    throw e;
                }
                version = made;
            }
        }
    }

    private static void run(Connection connection, String script) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(script)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String[] statements(String script) throws IOException {
        try (InputStream in = SchemaScripts.class.getResourceAsStream("/" + LOCATION + "/" + script)) {
            if (in == null) {
                throw new FileNotFoundException(
                        LOCATION + "/" + script + " is missing in the jar of pacs-scp-worklist");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?m)^--.*$", "").split(";", -1);
        }
    }

    private static int version(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return version(connection);
        }
    }

    /** The first script has not said which version it makes. */
    private static int version(Connection connection) throws SQLException {
        if (!hasTable(connection, "worklist_schema")) {
            return hasTable(connection, "worklist_step") ? 1 : 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("SELECT MAX(version) FROM worklist_schema")) {
            return versions.next() ? versions.getInt(1) : 0;
        }
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
            return tables.next();
        }
    }
}
