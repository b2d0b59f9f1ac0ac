package org.pacsscp.examples;

import java.io.IOException;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.examples.worklist.WorklistService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A server of the modality worklist, which keeps what modalities report of their steps. */
@Command(
        name = WorklistServer.NAME,
        description = "Answers queries of the modality worklist with the files of a directory, keeps the performed"
                + " procedure steps that modalities report, and answers C-ECHO, until a signal ends it.")
final class WorklistServer extends ServerCommand {
    static final String NAME = "worklist-server";

    @Mixin
    private final WorklistServerOptions worklistOptions = new WorklistServerOptions();

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    /** Makes a command whose server runs. */
    WorklistServer() {
        this(new RunningServer());
    }

    WorklistServer(ServerUse use) {
        super(use);
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        prepareLog(logOptions);
        try (WorklistService service = WorklistService.open(worklistOptions.toWorklistOptions())) {
            builder.handler(service.handlers().toArray(ActionHandler[]::new)).listener(service.listener());
            return use(builder);
        } catch (IOException e) {
            return fail("cannot serve the worklist: " + e.getMessage());
        }
    }
}
