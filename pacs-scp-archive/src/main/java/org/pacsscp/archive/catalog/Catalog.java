package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.storage.IndexResult;
import org.pacsscp.storage.IndexedInstance;
import org.pacsscp.storage.InstanceIndex;
import org.pacsscp.storage.InstanceStore;
import org.pacsscp.storage.StoredInstance;

/**
 * Knows the patients, studies, series and instances of an archive, in a database of SQLite or PostgreSQL.
 *
 * <pre>{@code
 * Catalog catalog = Catalog.open(EmbeddedDatabase.of(directory.resolve("catalog.db")));
 * StorageService storage = StorageService.builder().directory(directory).index(catalog).open();
 * }</pre>
 *
 * <p>An instance is acknowledged when its row is as safe as the database makes it; instances that come at once are committed
 * together. What belongs together:
 *
 * <ul>
 *   <li>A patient is an ID and its issuer. Without an ID, each study has a patient of its own.
 *   <li>What is answered of a patient, a study and a series is what their first instance says. So one ID with two names is one
 *       patient, under the name that came first.
 *   <li>A study under two patients is two studies with one UID, one for each: nothing of one patient is shown as another's. So is a
 *       series under two studies.
 *   <li>An instance without Study or Series Instance UID is refused.
 * </ul>
 *
 * <p>The files are the truth, and the catalog can be {@linkplain #rebuild rebuilt} from them. Rows are removed before their files, and
 * added after them, so there may be a file without a row, never a row without a file.
 *
 * <p>For any thread. The {@link DataSource} is the application's: it is not closed, and may be a pool. The catalog keeps one
 * connection to write, and holds one for each search.
 *
 * @since 0.1.0
 */
public final class Catalog implements InstanceIndex, InstanceLookup, AutoCloseable {
    private static final String CANNOT_BE_FOUND = "no Study or Series Instance UID, so nobody could find it";
    private static final int DELETED_AT_ONCE = 500;

    private final Dialect dialect;
    private final ReadConnections connections;
    private final GroupCommit writer;
    private final LookupPages pages;

    private Catalog(DataSource dataSource, Dialect dialect) {
        this.dialect = dialect;
        connections = new ReadConnections(dataSource, dialect);
        writer = new GroupCommit(dataSource);
        pages = new LookupPages(connections);
    }

    /**
     * Opens the catalog that is in a database; makes it if there is none.
     *
     * @param dataSource the database
     * @return the catalog
     * @throws CatalogException if the database does not answer, or has a newer catalog
     */
    public static Catalog open(DataSource dataSource) {
        return builder(dataSource).open();
    }

    /**
     * Begins to say how a catalog is opened.
     *
     * @param dataSource the database
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public Optional<IndexedInstance> find(Uid sopInstanceUid) throws IOException {
        try {
            // A server answers over any connection alike, and who writes would wait for the way there and back.
            return dialect == Dialect.SQLITE
                    ? writer.read(rows -> rows.find(sopInstanceUid), () -> read(sopInstanceUid))
                    : read(sopInstanceUid);
        } catch (SQLException e) {
            throw new IOException("the catalog cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<IndexedInstance> read(Uid uid) throws SQLException {
        return connections.with(connection -> IndexedRow.find(sql -> connections.prepare(connection, sql), uid));
    }

    @Override
    public IndexResult add(StoredInstance instance) throws IOException {
        return add(instance, GroupCommit.Wait.FOR_DATABASE);
    }

    IndexResult add(StoredInstance instance, GroupCommit.Wait wait) throws IOException {
        Optional<InstanceRow> row = row(instance);
        return row.isEmpty() ? refused() : result(writer.run(new Addition(row.get()), wait));
    }

    @Override
    public IndexResult replace(IndexedInstance old, StoredInstance instance) throws IOException {
        return replace(old, instance, GroupCommit.Wait.FOR_DATABASE);
    }

    IndexResult replace(IndexedInstance old, StoredInstance instance, GroupCommit.Wait wait) throws IOException {
        Optional<InstanceRow> row = row(instance);
        return row.isEmpty() ? refused() : result(writer.run(rows -> rows.replace(old.location(), row.get()), wait));
    }

    /**
     * {@inheritDoc}
     *
     * <p>An {@link EmbeddedDatabase} with {@link Durability#MACHINE} then waits for the disk when it is told to, and not with each
     * instance. PostgreSQL waits as it is set.
     */
    @Override
    public InstanceIndex journaled() {
        return dialect == Dialect.SQLITE ? new JournaledCatalog(this, writer) : this;
    }

    private static Optional<InstanceRow> row(StoredInstance instance) {
        try {
            return InstanceRow.of(instance);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static IndexResult refused() {
        return new IndexResult.Refused(
                StorageStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withErrorComment(CANNOT_BE_FOUND));
    }

    private static IndexResult result(boolean added) {
        return added ? IndexResult.ADDED : new IndexResult.Changed();
    }

    @Override
    public long count(InstanceSelection selection) {
        return pages.count(selection);
    }

    @Override
    public Stream<CatalogedInstance> instances(InstanceSelection selection) {
        return pages.instances(selection);
    }

    /**
     * Returns the attributes of a level that can be asked for and are answered.
     *
     * @param level the level, not those above it
     * @return their tags in ascending order, those among them that are made of what lies below, such as counts
     */
    public static SortedSet<Integer> keys(QueryLevel level) {
        return Collections.unmodifiableSortedSet(LevelAttributes.of(level));
    }

    /**
     * Searches (PS3.4 section C.4.1).
     *
     * @param query what is asked for
     * @return what matches; close it
     * @throws InvalidQueryException if that cannot be asked
     */
    public CatalogMatches find(CatalogQuery query) {
        return new CatalogMatches(query, Keys.of(query), connections);
    }

    /**
     * Checks that the database answers who reads and who writes, and has the schema of this release: the health of the catalog.
     * Nothing is changed. It waits its turn behind what is being written.
     *
     * @throws IOException if it does not; the message says why
     */
    public void check() throws IOException {
        try {
            connections.with(connection -> {
                SchemaVersion.check(connection);
                return true;
            });
        } catch (SQLException | CatalogException e) {
            throw new IOException("the catalog cannot be read: " + e.getMessage(), e);
        }
        writer.run(rows -> true);
    }

    /**
     * Returns what this process has written, and what waits to be written, for monitoring. The database is not asked.
     *
     * @return the figures of this moment
     */
    public CatalogFigures figures() {
        return writer.figures();
    }

    /**
     * Counts what is there. A large catalog takes seconds for it.
     *
     * @return how much there is of each level
     * @throws CatalogException if the database does not answer
     */
    public CatalogContents contents() {
        try {
            return connections.with(Catalog::countAll);
        } catch (SQLException e) {
            throw new CatalogException("the catalog cannot be read: " + e.getMessage(), e);
        }
    }

    private static CatalogContents countAll(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select (select count(*) from patient),"
                                + " (select count(*) from study), (select count(*) from series), (select count(*) from instance)");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new CatalogContents(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /**
     * Deletes instances, with their files: first the rows, then the files. Whether storage commitment was given for them is the
     * caller's to ask.
     *
     * @param selection which; not everything
     * @param store where their files are
     * @return how many were deleted
     * @throws IOException if a row or file cannot be deleted; what was deleted until then stays so, and a file that is left has no
     *     row any more
     * @throws IllegalArgumentException if the selection is everything
     */
    public long delete(InstanceSelection selection, InstanceStore store) throws IOException {
        if (selection.equals(InstanceSelection.everything())) {
            throw new IllegalArgumentException("this would delete the whole archive; name patients, studies or less");
        }
        long deleted = 0;
        List<CatalogedInstance> some =
                instances(selection).limit(DELETED_AT_ONCE).toList();
        while (!some.isEmpty()) {
            List<Uid> uids =
                    some.stream().map(CatalogedInstance::sopInstanceUid).toList();
            writer.run(rows -> rows.delete(uids));
            for (CatalogedInstance instance : some) {
                store.delete(instance.location());
            }
            deleted += some.size();
            some = instances(selection).limit(DELETED_AT_ONCE).toList();
        }
        return deleted;
    }

    /**
     * Compares files with what they were when they were stored: their length, and the CRC-32C of their data set. Reads them all, and
     * so takes long.
     *
     * @param selection which
     * @param store where the files are
     * @return what was found
     * @throws IOException if a file is there and cannot be read
     */
    public VerificationReport verify(InstanceSelection selection, InstanceStore store) throws IOException {
        return new Verifying(this, store).run(selection);
    }

    /**
     * Adds the files of a directory that are not in the catalog, such as all after the database was lost. What was known of
     * storage commitment is lost with the database. Files whose names begin with a dot are the store's own, and left out. Nothing may
     * be deleted or replaced meanwhile: the row of a file that has been read would be added after the file has gone.
     *
     * @param directory of a {@link org.pacsscp.storage.DirectoryStore}
     * @return what was found
     * @throws IOException if a file cannot be read, or the database cannot be written to
     */
    public RebuildReport rebuild(Path directory) throws IOException {
        return rebuild(directory, seen -> {});
    }

    /**
     * Adds the files of a directory that are not in the catalog, and tells how far it has come.
     *
     * @param directory of a {@link org.pacsscp.storage.DirectoryStore}
     * @param progress is told, after each file, how many were looked at; called by this thread
     * @return what was found
     * @throws IOException if a file cannot be read, or the database cannot be written to
     */
    public RebuildReport rebuild(Path directory, LongConsumer progress) throws IOException {
        return new Rebuilding(this, directory, progress).run();
    }

    /** Ends after what is being written; searches that are open can be read to their end. */
    @Override
    public void close() {
        writer.close();
        connections.close();
    }

    /**
     * Says how a catalog is opened.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final DataSource dataSource;
        private SchemaMigration migration = SchemaMigration.own();

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /**
         * Sets who makes the schema.
         *
         * @param schema default: {@link SchemaMigration#own()}
         * @return this
         */
        public Builder migration(SchemaMigration schema) {
            migration = Objects.requireNonNull(schema, "schema");
            return this;
        }

        /**
         * Opens the catalog; makes it if there is none.
         *
         * @return the catalog
         * @throws CatalogException if the database does not answer, or has not the schema of this release
         */
        public Catalog open() {
            try {
                Dialect dialect;
                try (Connection connection = dataSource.getConnection()) {
                    dialect = Dialect.of(connection);
                }
                migration.migrate(dataSource, dialect.location());
                try (Connection connection = dataSource.getConnection()) {
                    SchemaVersion.check(connection);
                }
                return new Catalog(dataSource, dialect);
            } catch (SQLException e) {
                throw new CatalogException("the database of the catalog does not answer: " + e.getMessage(), e);
            }
        }
    }
}
