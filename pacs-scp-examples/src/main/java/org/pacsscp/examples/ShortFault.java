package org.pacsscp.examples;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line and where the help is; the help itself would scroll the fault away. */
final class ShortFault implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(fault.getMessage()));
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
