package org.pacsscp.spring.boot.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.ArchiveService;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.catalog.SchemaMigration;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.spring.boot.DicomStartupException;
import org.pacsscp.spring.boot.Settings;
import org.pacsscp.storage.DirectoryStore;
import org.pacsscp.storage.InstanceListener;
import org.pacsscp.storage.InstanceStore;
import org.pacsscp.storage.NameTemplate;
import org.pacsscp.storage.StorageService;
import org.springframework.util.unit.DataSize;

/** Opens the parts of an archive as the properties say. */
final class ArchiveParts {
    private final ArchiveProperties properties;
    private final Path directory;
    private final Settings settings = new Settings(ArchiveProperties.PREFIX);

    /** Begins with properties that have a directory. */
    ArchiveParts(ArchiveProperties properties) {
        this.properties = properties;
        directory = Optional.ofNullable(properties.directory()).orElseThrow();
    }

    InstanceStore store() {
        DirectoryStore.Builder store = DirectoryStore.builder(directory).fsync(properties.fsync());
        settings.use("node", properties.node(), store::node);
        try {
            return store.open();
        } catch (IOException e) {
            throw cannotBeOpened(e);
        }
    }

    ArchiveDatabase database(Optional<DataSource> ofApplication) {
        return ofApplication
                .filter(given -> !properties.embeddedCatalog())
                .map(ArchiveDatabase::new)
                .orElseGet(() -> ArchiveDatabase.embedded(directory, properties.fsync()));
    }

    Catalog catalog(ArchiveDatabase database, Optional<SchemaMigration> migration) {
        Catalog.Builder catalog = Catalog.builder(database.dataSource());
        migration.ifPresent(catalog::migration);
        try {
            return catalog.open();
        } catch (CatalogException e) {
            throw new DicomStartupException(
                    "the catalog of the archive cannot be opened: " + e.getMessage(),
                    "A catalog is in PostgreSQL, or in a file with the driver org.xerial:sqlite-jdbc. Where the DataSource"
                            + " of the application is another one, set pacs-scp.archive.embedded-catalog=true.",
                    e);
        }
    }

    StorageService storage(InstanceStore store, Catalog catalog, Stream<InstanceListener> listeners) {
        StorageService.Builder storage =
                StorageService.builder().store(store).index(catalog).duplicates(properties.duplicates());
        settings.use("journal", properties.journal(), storage::journal);
        settings.use("names", properties.names(), template -> storage.names(NameTemplate.of(template)));
        settings.use("quota", properties.quota(), quota -> storage.quota(quota.toBytes()));
        DataSize free = properties.minimumFreeSpace();
        settings.use("minimum-free-space", free, space -> storage.minimumFreeSpace(space.toBytes()));
        settings.use("study-complete-after", properties.studyCompleteAfter(), storage::studyCompleteAfter);
        List<Uid> syntaxes = new ArrayList<>();
        settings.useEach("transfer-syntaxes", properties.transferSyntaxes(), uid -> syntaxes.add(Uid.of(uid)));
        storage.transferSyntaxes(syntaxes);
        if (properties.anySopClass()) {
            storage.anySopClass();
        }
        listeners.forEach(storage::listener);
        try {
            return storage.open();
        } catch (IOException | IllegalStateException e) {
            throw cannotBeOpened(e);
        }
    }

    ArchiveService query(Catalog catalog) {
        ArchiveService.Builder query = ArchiveService.builder(catalog);
        settings.use(
                "retrieve-ae-title", properties.retrieveAeTitle(), title -> query.retrieveAeTitle(AeTitle.of(title)));
        settings.use("answer-limit", properties.answerLimit(), query::answerLimit);
        query.localZone(Optional.ofNullable(properties.localZone()).orElseGet(ZoneId::systemDefault));
        return query.build();
    }

    PeerDirectory peers() {
        List<RemoteEntity> entities = new ArrayList<>();
        settings.useEach("peers", properties.peers(), peer -> entities.add(entity(peer)));
        return PeerDirectory.of(entities);
    }

    /** An AE title may hold an @, an address may not; that of IPv6 holds colons, a port does not: the last ones separate. */
    private static RemoteEntity entity(String text) {
        int at = text.lastIndexOf('@');
        int colon = text.lastIndexOf(':');
        if (at < 0 || colon < at) {
            throw new IllegalArgumentException("a peer is AET@HOST:PORT, such as VIEWER_1@viewer.example.org:11112");
        }
        try {
            return RemoteEntity.of(
                    text.substring(0, at),
                    text.substring(at + 1, colon).replaceAll("^\\[(.*)]$", "$1"),
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text.substring(colon + 1) + "\" is no port", e);
        }
    }

    private DicomStartupException cannotBeOpened(Exception cause) {
        return new DicomStartupException(
                "the archive in " + directory + " cannot be opened: " + cause.getMessage(),
                "See to the directory, or change pacs-scp.archive.directory.",
                cause);
    }
}
