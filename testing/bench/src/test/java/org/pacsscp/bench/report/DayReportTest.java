package org.pacsscp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.bench.hospital.figure.Load;
import org.pacsscp.bench.hospital.figure.Step;
import org.pacsscp.bench.hospital.figure.Stretch;
import org.pacsscp.bench.hospital.figure.Tally;
import org.pacsscp.bench.hospital.figure.Traffic;

class DayReportTest {
    private static final Load LOAD = new Load(0.5, 0.25, 0.75, 0.8, 0.1, 2_000_000, 100 << 20);

    private final DayReport report = new DayReport(
            new Circumstances(Map.of("date", "invented")),
            List.of(step(100, Optional.empty()), step(200, Optional.of("disk, busy for 99 % of the time"))));

    private static Step step(double hospitals, Optional<String> limit) {
        Tally tally = new Tally();
        tally.stored(3_000_000, 1_000_000);
        Traffic traffic = tally.all();
        Stretch hour = new Stretch("9", 2, traffic, LOAD);
        return new Step("SQLite", hospitals, 7, 1, 1, 0, List.of(hour), hour, traffic, traffic, limit, List.of());
    }

    @Test
    void hasARowForEachStepAndTheHoursOfTheLargestThatWasKeptUpWith() {
        String markdown = report.markdown();

        assertThat(markdown).contains("| SQLite | 100 | 7.00 | 0.50 |", "1 of 1 | – |");
        assertThat(markdown)
                .as("0.75 seconds of a processor for half an image a second")
                .contains("| 1,500 | 0.75 | 80 %");
        assertThat(markdown).contains("| SQLite | 200 |", "disk, busy for 99 % of the time |");
        assertThat(markdown).contains("### SQLite, like 100 hospitals").doesNotContain("like 200 hospitals\n");
    }

    @Test
    void writesTableAndCharts(@TempDir Path directory) throws Exception {
        report.write(directory);

        assertThat(directory.resolve("report.md")).hasContent(report.markdown());
        assertThat(Files.readString(directory.resolve("steps.svg"))).contains("offered", "SQLite", "hospitals");
        assertThat(Files.readString(directory.resolve("day.svg"))).contains("stored", "sent back");
    }
}
