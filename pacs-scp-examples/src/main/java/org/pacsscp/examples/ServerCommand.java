package org.pacsscp.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ServerBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands have in common that make a server. Each has its options itself, since the help has them in that order. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:SIGINT or SIGTERM came, and the associations were drained",
            "1:The server could not start, or has failed",
            "2:An option is wrong",
            "3:It had to be ended by force: " + ServerRun.FORCED_WHEN
        })
abstract class ServerCommand implements Callable<Integer> {
    private final ServerUse use;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    ServerCommand(ServerUse use) {
        this.use = use;
    }

    /** Has the log go where it belongs; called before anything is opened that may log. */
    final void prepareLog(LogOptions options) {
        use.prepareLog(options);
    }

    /** Uses the server; returns the exit code of the process. */
    final int use(ServerBuilder server) throws InterruptedException {
        return use.use(
                server::build,
                command.commandLine().getOut(),
                command.commandLine().getErr());
    }

    /** Says why there will be no server; returns the exit code of the process. */
    final int fail(@Nullable String why) {
        PrintWriter err = command.commandLine().getErr();
        err.println(why);
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
