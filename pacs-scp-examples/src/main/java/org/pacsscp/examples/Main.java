package org.pacsscp.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.examples.config.ConfiguredArguments;
import org.pacsscp.examples.terminal.Terminal;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** The command line of the examples; each sub-command is one of them. */
@Command(
        name = "pacs-scp",
        description = "DICOM commands that show how an application embeds pacs-scp.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nCompletion in bash and zsh, once the command has a name:%n",
        footer = {"  alias pacs-scp='java -jar pacs-scp-examples.jar'", "  source <(pacs-scp generate-completion)"})
final class Main {
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    private Main() {}

    /** In the order of the help. */
    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put(EchoServer.NAME, EchoServer::new);
        commands.put(StoreServer.NAME, StoreServer::new);
        commands.put(ArchiveServer.NAME, ArchiveServer::new);
        commands.put(WorklistServer.NAME, WorklistServer::new);
        commands.put(WindowCommand.NAME, WindowCommand::new);
        commands.put(EchoCommand.NAME, EchoCommand::new);
        commands.put(StoreCommand.NAME, StoreCommand::new);
        commands.put(FindCommand.NAME, FindCommand::new);
        commands.put(MoveCommand.NAME, MoveCommand::new);
        commands.put(GetCommand.NAME, GetCommand::new);
        commands.put(DumpCommand.NAME, DumpCommand::new);
        commands.put(ConvertCommand.NAME, ConvertCommand::new);
        commands.put(JsonCommand.NAME, JsonCommand::new);
        commands.put(WorklistEntriesCommand.NAME, WorklistEntriesCommand::new);
        commands.put(IndexCommand.NAME, IndexCommand::new);
        commands.put(VerifyCommand.NAME, VerifyCommand::new);
        commands.put(DeleteCommand.NAME, DeleteCommand::new);
        commands.put(ConformanceCommand.NAME, ConformanceCommand::commandLine);
        return commands;
    }

    /**
     * Runs a sub-command.
     *
     * @param arguments its name and options
     */
    public static void main(String[] arguments) {
        System.exit(run(commandLine(arguments).setOut(Terminal.standardOutput()), arguments));
    }

    /** Runs a sub-command with what is typed, and what a file says that is typed. */
    static int run(CommandLine commandLine, String... arguments) {
        try {
            ConfiguredArguments all = ConfiguredArguments.of(commandLine, arguments);
            commandLine.setParameterExceptionHandler(new ShortFault(all::locate));
            return commandLine.execute(all.arguments());
        } catch (ParameterException e) {
            return new ShortFault().handleParseException(e, arguments);
        }
    }

    /** Makes the sub-commands that these arguments need: to make those that nobody asked for takes a tenth of a start. */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        @Nullable Supplier<Object> asked = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (asked == null) {
            COMMANDS.values().forEach(command -> commandLine.addSubcommand(command.get()));
            commandLine.addSubcommand(new GenerateCompletion());
        } else {
            commandLine.addSubcommand(asked.get());
        }
        commandLine.setCaseInsensitiveEnumValuesAllowed(true).setParameterExceptionHandler(new ShortFault());
        Map<String, IHelpSectionRenderer> sections = commandLine.getHelpSectionMap();
        sections.remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
        return commandLine.setHelpSectionMap(sections);
    }
}
