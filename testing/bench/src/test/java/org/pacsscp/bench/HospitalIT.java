package org.pacsscp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.bench.hospital.day.DayPlan;
import org.pacsscp.bench.hospital.day.HospitalDay;
import org.pacsscp.bench.hospital.day.Hours;

/**
 * The packaged program, with a twentieth of a hospital for seconds: what was planned is in the catalog. What is measured here
 * means nothing. The archive is that of the examples, which are built before where all is built.
 */
class HospitalIT {
    private static final Path EXAMPLES = Path.of("../../pacs-scp-examples/target/pacs-scp-examples.jar");
    private static final Path POSTGRESQL = Path.of("/usr/lib/postgresql");
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final double HOSPITALS = 0.05;
    private static final int SECONDS = 600;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void storesQueriesAndRetrievesWhatIsPlannedWithSqlite() throws Exception {
        need(EXAMPLES);
        runs("sqlite", "SQLite");
    }

    @Test
    void doesSoWithTwoProcessesOverPostgresql() throws Exception {
        need(EXAMPLES);
        need(POSTGRESQL);
        need(HAPROXY);
        runs("postgresql:2", "PostgreSQL, 2 processes");
    }

    /** {@code .ci/run} has all of them. */
    private static void need(Path program) {
        boolean there = Files.exists(program);
        if (!there && Boolean.getBoolean("pacsscp.interop.required")) {
            throw new AssertionError(program + " is missing");
        }
        assumeThat(there).as("there is " + program).isTrue();
    }

    private void runs(String catalog, String name) throws Exception {
        Path report = directory.resolve("report");
        String output = run(
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

    private String run(String... options) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                new File("target/pacs-scp-bench.jar").getAbsolutePath(),
                "hospital"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
