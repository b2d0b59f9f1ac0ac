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

    @Mixin
    private final ArchiveOptions archiveOptions = new ArchiveOptions();

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        ArchiveSettings settings = archiveOptions.toSettings();
        logOptions.configureLog();
        LogQueue log = LogQueue.beforeStandardError();
        PrintWriter err = command.commandLine().getErr();
        try (Archive archive = Archive.open(settings)) {
            archive.handlers().forEach(builder::handler);
            builder.transferSyntaxChoice(archive.transferSyntaxChoice());
            return new ServerRun(command.commandLine().getOut(), err, log).run(builder::build);
        } catch (IOException | CatalogException | IllegalArgumentException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }
}
