package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.examples.worklist.WorklistOptions;
import org.pacsscp.worklist.WorklistDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** None of these command lines starts a server; one that did would not return before the time limit. */
@Timeout(60)
class WorklistCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine commandLine =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Command
    private static final class AnyCommand {
        @Mixin
        private final WorklistServerOptions options = new WorklistServerOptions();
    }

    @TempDir
    Path directory;

    @Test
    void needsADirectory() {
        assertThat(commandLine.execute("worklist-server")).isEqualTo(2);
        assertThat(err.toString()).contains("--directory=DIR", "Try 'pacs-scp worklist-server --help'.");
    }

    @Test
    void takesEachOption() {
        assertThat(parse("--directory=d"))
                .isEqualTo(new WorklistOptions(Path.of("d"), Path.of("d", "performed"), OptionalLong.empty(), false));
        assertThat(parse("--directory=d", "--performed=p", "--max-matches=5", "--lenient"))
                .isEqualTo(new WorklistOptions(Path.of("d"), Path.of("p"), OptionalLong.of(5), true));
        assertThat(commandLine.execute("worklist-server", "--directory=d", "--max-matches=0"))
                .isEqualTo(2);
    }

    private static WorklistOptions parse(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options.toWorklistOptions();
    }

    @Test
    void saysInOneLineWhyItCannotServe() {
        PrintStream standardError = System.err;
        try {
            assertThat(commandLine.execute(
                            "worklist-server", "--port=0", "--directory=" + directory.resolve("missing")))
                    .isEqualTo(1);
        } finally {
            // Now behind the queue of this run's log.
            System.setErr(standardError);
        }
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("cannot serve the worklist: ")
                .endsWith("missing is no directory; give that of the entries (--directory)");
    }

    @Test
    void makesEntriesThatTheServerTakes() throws IOException {
        Path table = Files.writeString(directory.resolve("table.csv"), """
            PatientName,PatientID,Modality,ScheduledStationAETitle,ScheduledProcedureStepStartDate,ScheduledProcedureStepStartTime
            Invented^One,INV-1,CT,CT_1,20261129,0900
            Invented^Two,INV-2,MR,MR_1,20261129,1000
            """);
        Path worklist = directory.resolve("worklist");
        assertThat(commandLine.execute("worklist-entries", table.toString(), "--directory=" + worklist))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("2 entries written to " + worklist);
        try (WorklistDirectory read = WorklistDirectory.open(worklist)) {
            assertThat(read.entries())
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.missing()).isEmpty());
        }
    }

    @Test
    void saysWhatIsWrongWithATable() throws IOException {
        Path table = Files.writeString(directory.resolve("table.csv"), "Name\nX\n");
        assertThat(commandLine.execute("worklist-entries", table.toString(), "--directory=" + directory))
                .isEqualTo(1);
        assertThat(err.toString()).contains(table + ": 'Name' is no keyword of an attribute");
    }
}
