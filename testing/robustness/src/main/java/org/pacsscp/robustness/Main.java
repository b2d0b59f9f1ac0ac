package org.pacsscp.robustness;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; each sub-command is an attack, or what is attacked. */
@Command(
        name = "pacs-scp-robustness",
        description = "Hostile peers for DICOM acceptors. Use them only against your own.",
        mixinStandardHelpOptions = true,
        subcommands = {CorpusCommand.class, ServeCommand.class, FuzzCommand.class, SoakCommand.class},
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
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
