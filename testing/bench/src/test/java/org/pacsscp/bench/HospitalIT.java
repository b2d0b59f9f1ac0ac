package org.pacsscp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.bench.hospital.day.DayPlan;
import org.pacsscp.bench.hospital.day.HospitalDay;
import org.pacsscp.bench.hospital.day.Hours;
import org.pacsscp.testing.process.Interop;

/**
 * The packaged program, with a twentieth of a hospital for seconds: what was planned is in the catalog. What is measured here
 * means nothing. The archive is that of the examples, which are built before where all is built.
 */
class HospitalIT {
    private static final Path EXAMPLES = Path.of("../../pacs-scp-examples/target/pacs-scp-examples.jar");
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final double HOSPITALS = 0.05;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void storesQueriesAndRetrievesWhatIsPlannedWithSqlite() throws Exception {
        needExamples();
        runs("sqlite", "SQLite");
    }

    @Test
    void doesSoWithTwoProcessesOverPostgresql() throws Exception {
        needExamples();
        Interop.needsPostgreSql();
        Interop.needs(HAPROXY, "apt-get install haproxy");
        runs("postgresql:2", "PostgreSQL, 2 processes");
    }

    /** Where all is built, it was built before. */
    private static void needExamples() {
        if (!Files.exists(EXAMPLES)) {
            Interop.missing(EXAMPLES + " is missing");
        }
    }

    private void runs(String catalog, String name) throws Exception {
        Path report = directory.resolve("report");
        String output = PackagedProgram.run(
                directory,
                "hospital",
                "--catalog=" + catalog,
                "--scale=" + HOSPITALS,
                "--hours=9-11",
                "--hour-seconds=1",
                "--image-scale=0.001",
                "--seed=5",
                "--patience=200",
                "--jvm-option=-XX:TieredStopAtLevel=1",
                "--jvm-option=-Xmx128m",
                "--report=" + report);

        DayPlan plan = DayPlan.of(HospitalDay.builtIn(), HOSPITALS, new Hours(9, 11), 5);
        assertThat(plan.images()).isPositive();
        String count = String.format(Locale.ROOT, "| 0 | %1$,d of %1$,d |", plan.images());
        assertThat(output).contains("| " + name + " | 180 |", count);
        assertThat(Files.readString(report.resolve("report.md"))).contains(count);
        assertThat(report).isDirectoryContaining("glob:**/steps.svg").isDirectoryContaining("glob:**/day.svg");
    }
}
