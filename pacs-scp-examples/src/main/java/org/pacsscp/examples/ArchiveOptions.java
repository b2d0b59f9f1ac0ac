package org.pacsscp.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.examples.archive.ArchiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an archive is made of. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
@Command(optionListHeading = "%nArchive:%n")
final class ArchiveOptions {
    @Option(
            names = "--directory",
            paramLabel = "DIR",
            required = true,
            description = "Where the instances are, as files; made if only its parent is there. Required")
    private Path directory;

    @Option(
            names = "--peer",
            paramLabel = "AET@HOST:PORT",
            converter = RemoteEntityConverter.class,
            description = "Where an application entity listens that C-MOVE may name, or that is told of storage"
                    + " commitments; repeatable. Default: none")
    private List<RemoteEntity> peers = new ArrayList<>();

    @Option(
            names = "--node",
            paramLabel = "NAME",
            description = "The name of this process among those that share the directory and the database, the same"
                    + " after each start. Default: the directory belongs to this process")
    private Optional<String> node = Optional.empty();

    @Mixin
    private final CatalogOptions catalog = new CatalogOptions();

    @Mixin
    private final AcceptanceOptions acceptance = new AcceptanceOptions();

    ArchiveSettings toSettings() {
        return new ArchiveSettings(
                directory.toAbsolutePath(),
                node,
                catalog.url(),
                acceptance.fsync(),
                acceptance.transferSyntaxes(),
                acceptance.anySopClass(),
                peers);
    }
}
