package org.pacsscp.examples;

import java.util.Optional;
import org.pacsscp.examples.call.Output;
import org.pacsscp.examples.call.Progress;
import org.pacsscp.examples.terminal.StatusLine;
import org.pacsscp.examples.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** For whom a command prints what comes of its call. */
@Command
final class OutputOptions {
    @Option(names = "--json", description = "Print JSON for a program, an object a line. Default: text for a person")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    Output output() {
        CommandLine line = command.commandLine();
        Optional<Progress> progress = !json && Terminal.isAttached()
                ? Optional.of(new Progress(new StatusLine(System.err), System::nanoTime))
                : Optional.empty();
        return new Output(line.getOut(), line.getErr(), json, progress);
    }
}
