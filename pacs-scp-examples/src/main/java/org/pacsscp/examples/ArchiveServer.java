package org.pacsscp.examples;

import java.io.IOException;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.examples.archive.Archive;
import org.pacsscp.examples.archive.ArchiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A small PACS: an archive with its catalog. */
@Command(
        name = ArchiveServer.NAME,
        description =
                "Stores what C-STORE sends, answers queries (C-FIND), sends what it holds (C-GET, C-MOVE), commits"
                        + " its storage and answers C-ECHO, until a signal ends it.")
final class ArchiveServer extends ServerCommand {
    static final String NAME = "archive-server";

    @Mixin
    private final ArchiveOptions archiveOptions = new ArchiveOptions();

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    /** Makes a command whose server runs. */
    ArchiveServer() {
        this(new RunningServer());
    }

    ArchiveServer(ServerUse use) {
        super(use);
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        ArchiveSettings settings = archiveOptions.toSettings();
        prepareLog(logOptions);
        try (Archive archive = Archive.open(settings)) {
            archive.handlers().forEach(builder::handler);
            builder.transferSyntaxChoice(archive.transferSyntaxChoice());
            return use(builder);
        } catch (IOException | CatalogException | IllegalArgumentException e) {
            return fail(e.getMessage());
        }
    }
}
