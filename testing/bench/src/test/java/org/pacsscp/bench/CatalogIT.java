package org.pacsscp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program over a small catalog, twice: it is filled, and then kept. What is measured here means nothing. */
class CatalogIT {
    private static final int SECONDS = 300;

    @Test
    void fillsAndMeasures(@TempDir Path directory) throws Exception {
        assertThat(run(directory)).contains("of 2,500 studies", "filled in");
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("| SQLite | 2,500 | Patient ID | 2 |", "| SQLite | 2,500 | range of Study Date | 2 |")
                .containsPattern("(?s)C-STORE into.*\\| SQLite \\| 2,500 \\|");

        assertThat(run(directory)).doesNotContain("filled in");
    }

    private static String run(Path directory) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        Path.of("target/pacs-scp-bench.jar").toAbsolutePath().toString(),
                        "catalog",
                        "--studies=2500",
                        "--queries=2",
                        "--rounds=1",
                        "--stored=1",
                        "--without=orthanc,postgresql",
                        "--jvm-option=-Xmx128m",
                        "--jvm-option=-XX:TieredStopAtLevel=1",
                        "--keep=" + directory.resolve("kept"),
                        "--report=" + directory.resolve("report.md")))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
