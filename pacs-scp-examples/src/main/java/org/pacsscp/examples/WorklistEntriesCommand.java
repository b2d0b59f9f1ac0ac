package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pacsscp.examples.terminal.FaultText;
import org.pacsscp.examples.worklist.EntryFiles;
import org.pacsscp.examples.worklist.EntryRow;
import org.pacsscp.examples.worklist.EntryTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes entries of a worklist from a table. */
@Command(
        name = WorklistEntriesCommand.NAME,
        description = "Makes entries of a worklist, as worklist-server takes them, from a table: CSV whose first line"
                + " has keywords such as PatientName, or JSON, an array of objects with such names. What entries must"
                + " have and the table does not is made: UIDs and the IDs of procedure and step.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All entries were written",
            "1:The table cannot be read, or an entry not be made or written; those before it were",
            InputFiles.WRONG_OPTION
        })
final class WorklistEntriesCommand implements Callable<Integer> {
    static final String NAME = "worklist-entries";

    @Parameters(index = "0", paramLabel = "TABLE", description = "What to read: a file named *.csv or *.json, in UTF-8")
    @SuppressWarnings("NullAway.Init")
    private Path table;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            required = true,
            description = "Where each entry becomes a file, named by its study and its step; an older one of that name"
                    + " is replaced")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        try {
            int written = 0;
            EntryFiles files = new EntryFiles(directory);
            for (EntryRow row : EntryTable.read(table)) {
                files.write(row.dataSet());
                written++;
            }
            command.commandLine().getOut().println(written + " entries written to " + directory);
            command.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (IOException e) {
            err.println(table + ": " + FaultText.of(e));
        } catch (IllegalArgumentException e) {
            err.println(table + ": " + e.getMessage());
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
