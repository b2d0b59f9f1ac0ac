package org.pacsscp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.Resources.SYSTEM_OUT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@ResourceLock(SYSTEM_OUT)
class ReportFileTest {
    private final Report made = Invented.report(Invented.results());

    @TempDir
    private Path directory = Path.of("");

    /** Whatever command. */
    @Command
    private static final class Measuring {
        @Mixin
        private final ReportFile report = new ReportFile();
    }

    @Test
    void printsAReportAndWritesItInMarkdown() throws IOException {
        Path file = directory.resolve("report.md");

        assertThat(printed(made, "--report", file.toString())).isEqualTo(made.text());
        assertThat(file).content().isEqualTo(made.markdown());
    }

    @Test
    void printsOnlyIfNoFileIsNamed() throws IOException {
        assertThat(printed(made)).isEqualTo(made.text());
        assertThat(directory).isEmptyDirectory();
    }

    private static String printed(Report report, String... options) throws IOException {
        Measuring measuring = new Measuring();
        new CommandLine(measuring).parseArgs(options);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            measuring.report.take(report);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
