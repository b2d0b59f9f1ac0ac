package org.pacsscp.examples;

import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Hands the values of options to the API, whose refusal becomes an error of the command line. */
final class OptionSetter {
    private final CommandSpec command;

    OptionSetter(CommandSpec command) {
        this.command = command;
    }

    <T> void set(String name, T value, Consumer<T> setter) {
        try {
            setter.accept(value);
        } catch (IllegalArgumentException e) {
            OptionSpec option = command.findOption(name);
            String typed = String.join(", ", option.originalStringValues());
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + name + "': '" + typed + "': " + e.getMessage(),
                    e,
                    option,
                    typed);
        }
    }

    /** Returns what options describe together, whose refusal becomes an error of the command line. */
    <T> T refusing(Supplier<T> described) {
        try {
            return described.get();
        } catch (IllegalArgumentException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks that two options come together.
     *
     * @throws ParameterException if one is given and the other is not
     */
    void together(String first, boolean firstGiven, String second, boolean secondGiven) {
        if (firstGiven != secondGiven) {
            throw refusal((firstGiven ? first : second) + " needs " + (firstGiven ? second : first) + " too");
        }
    }

    /** Makes an error of the command line. */
    ParameterException refusal(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
