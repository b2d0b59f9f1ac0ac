package org.pacsscp.bench;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;
import org.pacsscp.bench.archive.ArchiveCommand;
import org.pacsscp.bench.call.CallCommand;
import org.pacsscp.bench.call.StoreFilesCommand;
import org.pacsscp.bench.catalog.CatalogCommand;
import org.pacsscp.bench.dataset.DataSetsCommand;
import org.pacsscp.bench.floor.FloorCommand;
import org.pacsscp.bench.hospital.HospitalCommand;
import org.pacsscp.bench.micro.MicroCommand;
import org.pacsscp.bench.overhead.OverheadCommand;
import org.pacsscp.bench.overhead.ServersCommand;
import org.pacsscp.bench.scenario.ListCommand;
import org.pacsscp.bench.serve.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line of the benchmarks. */
@Command(
        name = "pacs-scp-bench",
        description = "How fast pacs-scp is, beside a floor that checks nothing, and how much it needs.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            ArchiveCommand.class,
            ListCommand.class,
            DataSetsCommand.class,
            HospitalCommand.class,
            MicroCommand.class,
            OverheadCommand.class,
            ServersCommand.class,
            ServeCommand.class,
            CallCommand.class,
            StoreFilesCommand.class,
            CatalogCommand.class,
            FloorCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    /**
     * Runs a sub-command.
     *
     * @param arguments its name and options
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explain);
    }

    /** What an option or the machine does not allow needs no stack trace. */
    private static int explain(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
        if (fault instanceof IllegalArgumentException
                || fault instanceof IOException
                || fault instanceof RunnerException) {
            command.getErr().println(command.getColorScheme().errorText(String.valueOf(fault.getMessage())));
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        throw fault;
    }
}
