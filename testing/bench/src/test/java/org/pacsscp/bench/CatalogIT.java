package org.pacsscp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program over a small catalog, twice: it is filled, and then kept. What is measured here means nothing. */
class CatalogIT {
    @Test
    void fillsAndMeasures(@TempDir Path directory) throws Exception {
        assertThat(run(directory)).contains("of 2,500 studies", "filled in");
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("| SQLite | 2,500 | Patient ID | 2 |", "| SQLite | 2,500 | range of Study Date | 2 |")
                .containsPattern("(?s)C-STORE into.*\\| SQLite \\| 2,500 \\|");

        assertThat(run(directory)).doesNotContain("filled in");
    }

    private static String run(Path directory) throws Exception {
        return PackagedProgram.run(
                directory,
                "catalog",
                "--studies=2500",
                "--queries=2",
                "--rounds=1",
                "--stored=1",
                "--without=orthanc,postgresql",
                "--jvm-option=-Xmx128m",
                "--jvm-option=-XX:TieredStopAtLevel=1",
                "--keep=" + directory.resolve("kept"),
                "--report=" + directory.resolve("report.md"));
    }
}
