package org.pacsscp.examples;

import java.util.concurrent.Callable;
import org.pacsscp.api.ServerConfig;
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
            "1:The server could not start",
            "2:An option is wrong"
        })
final class EchoServer implements Callable<Integer> {
    static final String NAME = "echo-server";

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig.Builder builder = serverOptions.builder();
        logOptions.configureLog();
        return new ServerRun(
                        command.commandLine().getOut(), command.commandLine().getErr())
                .run(builder::build);
    }
}
