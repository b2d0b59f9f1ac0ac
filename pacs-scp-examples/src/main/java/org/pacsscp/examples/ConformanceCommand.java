package org.pacsscp.examples;

import org.pacsscp.examples.conformance.StatementFormat;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the tables of a conformance statement for each of the servers. */
@Command(
        name = ConformanceCommand.NAME,
        description =
                "Prints the tables of a DICOM Conformance Statement (PS3.2) for a server with its options, and does"
                        + " not start it. The options are those of the server's own command; without --directory an empty one is"
                        + " used.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        synopsisSubcommandLabel = "SERVER",
        commandListHeading = "%nServers:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The tables were printed", "1:The server cannot be made", "2:An option is wrong"})
final class ConformanceCommand implements Runnable {
    static final String NAME = "conformance";

    @Option(
            names = "--format",
            defaultValue = "MARKDOWN",
            description = "How the tables are written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private StatementFormat format;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** Makes the command, with the servers below it. */
    static CommandLine commandLine() {
        ConformanceCommand conformance = new ConformanceCommand();
        ServerUse described = new DescribedServer(() -> conformance.format);
        CommandLine commandLine = new CommandLine(conformance)
                .addSubcommand(new EchoServer(described))
                .addSubcommand(new StoreServer(described))
                .addSubcommand(new ArchiveServer(described))
                .addSubcommand(new WorklistServer(described));
        EmptyDirectory directory = new EmptyDirectory();
        commandLine.getSubcommands().values().forEach(server -> server.setDefaultValueProvider(directory));
        return commandLine;
    }

    /** Without a server there is nothing to describe. */
    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Missing the server that is to be described");
    }
}
