package org.pacsscp.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a report goes besides the output, to be mixed into a command. */
public final class ReportFile {
    @Option(names = "--report", paramLabel = "FILE", description = "Where the tables go, too, in Markdown")
    private @Nullable Path path;

    /** Prints a report, and writes it if that is wanted. */
    public void take(Report made) throws IOException {
        take(made.text(), made.markdown());
    }

    /** Prints what is in Markdown already, and writes it if that is wanted. */
    public void take(String markdown) throws IOException {
        take(markdown, markdown);
    }

    private void take(String printed, String written) throws IOException {
        System.out.print(printed);
        if (path != null) {
            Files.writeString(path, written);
        }
    }
}
