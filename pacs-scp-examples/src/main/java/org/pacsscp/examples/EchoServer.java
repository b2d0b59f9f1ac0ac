package org.pacsscp.examples;

import java.util.concurrent.Callable;
import org.pacsscp.api.ServerBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A server that answers C-ECHO with the handler that {@link java.util.ServiceLoader} finds. */
@Command(
        name = EchoServer.NAME,
        description = "Answers C-ECHO until a signal ends it.",
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
final class EchoServer implements Callable<Integer> {
    static final String NAME = "echo-server";

    private final ServerUse use;

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** Makes a command whose server runs. */
    EchoServer() {
        this(new RunningServer());
    }

    EchoServer(ServerUse use) {
        this.use = use;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        use.prepareLog(logOptions);
        return use.use(
                builder::build,
                command.commandLine().getOut(),
                command.commandLine().getErr());
    }
}
