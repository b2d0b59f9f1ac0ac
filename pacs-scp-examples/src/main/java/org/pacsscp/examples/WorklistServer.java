package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.examples.worklist.WorklistService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A server of the modality worklist, which keeps what modalities report of their steps. */
@Command(
        name = WorklistServer.NAME,
        description = "Answers queries of the modality worklist with the files of a directory, keeps the performed"
                + " procedure steps that modalities report, and answers C-ECHO, until a signal ends it.",
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
final class WorklistServer implements Callable<Integer> {
    static final String NAME = "worklist-server";

    private final ServerUse use;

    @Mixin
    private final WorklistServerOptions worklistOptions = new WorklistServerOptions();

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** Makes a command whose server runs. */
    WorklistServer() {
        this(new RunningServer());
    }

    WorklistServer(ServerUse use) {
        this.use = use;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        use.prepareLog(logOptions);
        PrintWriter err = command.commandLine().getErr();
        try (WorklistService service = WorklistService.open(worklistOptions.toWorklistOptions())) {
            builder.handler(service.handlers().toArray(ActionHandler[]::new)).listener(service.listener());
            return use.use(builder::build, command.commandLine().getOut(), err);
        } catch (IOException e) {
            err.println("cannot serve the worklist: " + e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }
}
