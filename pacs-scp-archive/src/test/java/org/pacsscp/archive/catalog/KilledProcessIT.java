package org.pacsscp.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Uid;

/** What was acknowledged outlives the process, whenever that is killed. */
class KilledProcessIT {
    private static final int ROUNDS = Integer.getInteger("pacsscp.archive.kills", 3);
    private static final int ACKNOWLEDGED_A_ROUND = 500;

    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasAcknowledged() throws Exception {
        Path file = directory.resolve("catalog.db");
        List<String> acknowledged = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            acknowledged.addAll(killInTheMiddle(file, round));

            assertThat(integrity(file)).isEqualTo("ok");
            try (Catalog catalog = Catalog.open(EmbeddedDatabase.of(file))) {
                for (String uid : acknowledged) {
                    assertThat(catalog.find(Uid.of(uid)))
                            .as("%s in round %d", uid, round)
                            .isPresent();
                }
            }
        }
    }

    private static List<String> killInTheMiddle(Path file, int round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ingestion.class.getName(),
                        file.toString(),
                        "7" + round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            while (acknowledged.size() < ACKNOWLEDGED_A_ROUND) {
                acknowledged.add(lines.readLine());
            }
            // By its handle, which leaves what it has printed to be read.
            process.toHandle().destroyForcibly();
            // What it had printed until then; the last line may have been cut.
            List<String> rest = lines.lines().toList();
            acknowledged.addAll(rest.isEmpty() ? rest : rest.subList(0, rest.size() - 1));
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private static String integrity(Path file) throws SQLException {
        try (Connection connection = EmbeddedDatabase.of(file).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma integrity_check")) {
            return result.next() ? result.getString(1) : "nothing";
        }
    }
}
