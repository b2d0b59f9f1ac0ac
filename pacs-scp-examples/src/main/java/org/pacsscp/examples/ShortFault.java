package org.pacsscp.examples;

import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line and where the help is; the help itself would scroll the fault away. */
final class ShortFault implements IParameterExceptionHandler {
    private final Function<ParameterException, String> text;

    ShortFault() {
        this(fault -> String.valueOf(fault.getMessage()));
    }

    /**
     * Says it otherwise.
     *
     * @param text what is wrong, in a line
     */
    ShortFault(Function<ParameterException, String> text) {
        this.text = text;
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(text.apply(fault)));
        UnmatchedArgumentException.printSuggestions(fault, err);
        if (command.getSubcommands().isEmpty()) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        } else {
            // What there is to choose from is short, and all that can be missing.
            command.usage(err);
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
