package org.pacsscp.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A report in all its forms, in a directory.
 *
 * @param directory where; made if it is not there
 */
public record ReportFiles(Path directory) {
    /**
     * Writes them; a chart of what was not measured is left out.
     *
     * @param report what is told
     * @param throughput the scenario that is drawn as throughput
     * @param memory the scenario that is drawn as memory
     */
    public void write(Report report, String throughput, String memory) throws IOException {
        Files.createDirectories(directory);
        write("report.txt", report.text());
        write("report.md", report.markdown());
        write("report.json", JsonReport.of(report));
        write("throughput.svg", Charts.throughput(report.results(), throughput));
        write("memory.svg", Charts.memory(report.results(), memory));
    }

    private void write(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            write(name, text.get());
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }
}
