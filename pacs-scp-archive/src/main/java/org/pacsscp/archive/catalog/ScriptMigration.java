package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Runs the scripts of a schema, which have no semicolon but at the ends of statements. */
final class ScriptMigration implements SchemaMigration {
    @Override
    public void migrate(DataSource dataSource, String location) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            List<String> scripts = SchemaVersion.SCRIPTS;
            for (int at = SchemaVersion.of(connection); at < scripts.size(); at++) {
                run(connection, location + "/" + scripts.get(at));
                connection.commit();
            }
        } catch (SQLException | IOException e) {
            throw new CatalogException("the schema of the catalog cannot be made: " + e.getMessage(), e);
        }
    }

    private static void run(Connection connection, String script) throws SQLException, IOException {
        try (InputStream in = ScriptMigration.class.getModule().getResourceAsStream(script)) {
            if (in == null) {
                throw new IOException(script + " is missing in the jar of pacs-scp-archive");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            try (Statement statement = connection.createStatement()) {
                for (String sql : withoutComments(text).split(";", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
        }
    }

    private static String withoutComments(String script) {
        return script.replaceAll("(?m)^--.*$", "");
    }
}
