package org.pacsscp.examples.terminal;

import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whether a person looks at what this process prints, and in which characters. */
public final class Terminal {
    private Terminal() {}

    /**
     * Tells whether a person looks at it.
     *
     * @return whether standard input and output are a terminal
     */
    public static boolean isAttached() {
        return console().isPresent();
    }

    /**
     * Returns what prints to the standard output.
     *
     * @return a writer in the character set of the terminal; in UTF-8 where there is none, as JSON has to be
     */
    public static PrintWriter standardOutput() {
        Charset charset = console().map(Console::charset).orElse(StandardCharsets.UTF_8);
        return new PrintWriter(new OutputStreamWriter(new CheckedStream(System.out), charset), true);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    private static boolean isTerminal(Console console) {
        try {
            // From Java 22 on there is a console without a terminal, too, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
