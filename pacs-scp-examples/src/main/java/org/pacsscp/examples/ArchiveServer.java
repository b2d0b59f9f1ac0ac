package org.pacsscp.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.examples.archive.Archive;
import org.pacsscp.examples.archive.ArchiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A small PACS: an archive with its catalog. */
@Command(
        name = ArchiveServer.NAME,
        description =
                "Stores what C-STORE sends, answers queries (C-FIND), sends what it holds (C-GET, C-MOVE), commits"
                        + " its storage and answers C-ECHO, until a signal ends it.",
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
final class ArchiveServer implements Callable<Integer> {
    static final String NAME = "archive-server";

    private final ServerUse use;

    @Mixin
    private final ArchiveOptions archiveOptions = new ArchiveOptions();

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** Makes a command whose server runs. */
    ArchiveServer() {
        this(new RunningServer());
    }

    ArchiveServer(ServerUse use) {
        this.use = use;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        ArchiveSettings settings = archiveOptions.toSettings();
        use.prepareLog(logOptions);
        PrintWriter err = command.commandLine().getErr();
        try (Archive archive = Archive.open(settings)) {
            archive.handlers().forEach(builder::handler);
            builder.transferSyntaxChoice(archive.transferSyntaxChoice());
            return use.use(builder::build, command.commandLine().getOut(), err);
        } catch (IOException | CatalogException | IllegalArgumentException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }
}
