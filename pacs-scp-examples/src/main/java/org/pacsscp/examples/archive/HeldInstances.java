package org.pacsscp.examples.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.sql.DataSource;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.catalog.Durability;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.storage.DirectoryStore;
import org.pacsscp.storage.IndexedInstance;

/** What an archive holds: files and their catalog, without a server. Usable by any thread. */
public final class HeldInstances implements AutoCloseable {
    private final DirectoryStore store;
    private final CatalogDatabase database;
    private final Catalog catalog;

    private HeldInstances(DirectoryStore store, CatalogDatabase database, Catalog catalog) {
        this.store = store;
        this.database = database;
        this.catalog = catalog;
    }

    static HeldInstances open(ArchiveSettings settings) throws IOException {
        DirectoryStore.Builder store =
                DirectoryStore.builder(settings.directory()).fsync(settings.fsync());
        settings.node().ifPresent(store::node);
        return open(settings.directory(), store.open(), settings.catalog(), durability(settings.fsync()));
    }

    private static Durability durability(boolean fsync) {
        return fsync ? Durability.MACHINE : Durability.PROCESS;
    }

    /**
     * Opens an archive that nobody else uses.
     *
     * @param directory where the files are
     * @param catalog the URL of the catalog's database; empty for a file in the directory
     * @return what it holds
     * @throws IOException if the directory or the database cannot be used; the message says why
     * @throws CatalogException if the database has no catalog, and none can be made
     */
    public static HeldInstances openAlone(Path directory, Optional<String> catalog) throws IOException {
        requireDirectory(directory);
        return open(directory, DirectoryStore.builder(directory).open(), catalog, Durability.MACHINE);
    }

    /**
     * Opens an archive that a server may be using, too.
     *
     * @param directory where the files are
     * @param catalog the URL of the catalog's database; empty for a file in the directory
     * @return what it holds
     * @throws IOException if the directory or the database cannot be used, or another process does just that; the message says
     *     why
     * @throws CatalogException if the database has no catalog, and none can be made
     */
    public static HeldInstances openBeside(Path directory, Optional<String> catalog) throws IOException {
        requireDirectory(directory);
        return open(directory, DirectoryStore.builder(directory).node("care").open(), catalog, Durability.MACHINE);
    }

    /** What is cared for is there: a directory that is mistyped is not made. */
    private static void requireDirectory(Path directory) throws IOException {
        if (!directory.toFile().isDirectory()) {
            throw new IOException(directory + " is no directory; give that of an archive");
        }
    }

    private static HeldInstances open(Path directory, DirectoryStore store, Optional<String> url, Durability durability)
            throws IOException {
        try {
            CatalogDatabase database = CatalogDatabase.connect(directory, url, durability);
            try {
                return new HeldInstances(store, database, database.openCatalog());
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Returns what knows the instances.
     *
     * @return the catalog
     */
    public Catalog catalog() {
        return catalog;
    }

    /**
     * Returns where their files are.
     *
     * @return the store
     */
    public DirectoryStore store() {
        return store;
    }

    /**
     * Counts the instances on which somebody relies.
     *
     * @param selection which
     * @return for how many of them storage commitment was given
     * @throws IOException if the catalog cannot be read
     */
    public long countCommitted(InstanceSelection selection) throws IOException {
        long count = 0;
        for (Iterator<CatalogedInstance> all = catalog.instances(selection).iterator(); all.hasNext(); ) {
            if (catalog.find(all.next().sopInstanceUid())
                    .filter(IndexedInstance::committed)
                    .isPresent()) {
                count++;
            }
        }
        return count;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    @Override
    public void close() throws IOException {
        catalog.close();
        database.close();
        store.close();
    }
}
