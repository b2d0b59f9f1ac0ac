package org.pacsscp.examples;

import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line of the examples; each sub-command is one of them. */
@Command(
        name = "pacs-scp",
        description = "DICOM servers that show how an application embeds pacs-scp.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {EchoServer.class, StoreServer.class, WindowCommand.class, GenerateCompletion.class},
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nCompletion in bash and zsh, once the command has a name:%n",
        footer = {"  alias pacs-scp='java -jar pacs-scp-examples.jar'", "  source <(pacs-scp generate-completion)"})
final class Main {
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
        CommandLine commandLine = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new ShortFault());
        Map<String, IHelpSectionRenderer> sections = commandLine.getHelpSectionMap();
        sections.remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
        return commandLine.setHelpSectionMap(sections);
    }
}
