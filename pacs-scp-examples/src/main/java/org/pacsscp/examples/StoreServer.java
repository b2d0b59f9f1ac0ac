package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.examples.store.StoreService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A server that stores what C-STORE sends, and answers C-ECHO with the handler that is found. */
@Command(
        name = StoreServer.NAME,
        description = "Stores what C-STORE sends as DICOM files, and answers C-ECHO, until a signal ends it.",
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
final class StoreServer implements Callable<Integer> {
    static final String NAME = "store-server";

    private final ServerUse use;

    @Mixin
    private final StorageOptions storageOptions = new StorageOptions();

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** Makes a command whose server runs. */
    StoreServer() {
        this(new RunningServer());
    }

    StoreServer(ServerUse use) {
        this.use = use;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        use.prepareLog(logOptions);
        PrintWriter err = command.commandLine().getErr();
        try (StoreService service = StoreService.open(storageOptions.toStoreOptions())) {
            builder.handler(service.handler())
                    .listener(service.listener())
                    .transferSyntaxChoice(service.transferSyntaxChoice());
            return use.use(builder::build, command.commandLine().getOut(), err);
        } catch (IOException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }
}
