package org.pacsscp.spring.boot.archive;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.pacsscp.archive.catalog.Durability;
import org.pacsscp.archive.catalog.EmbeddedDatabase;

/**
 * Where the catalog is. No bean of type {@link DataSource}: Spring Boot would make no other one for the application.
 *
 * @param dataSource that of the application, or a file
 */
record ArchiveDatabase(DataSource dataSource) {
    /** As archive-server has it, so that its commands can care for the directory. */
    private static final String FILE = ".pacs-scp.catalog";

    static ArchiveDatabase embedded(Path directory, boolean fsync) {
        return new ArchiveDatabase(
                EmbeddedDatabase.of(directory.resolve(FILE), fsync ? Durability.MACHINE : Durability.PROCESS));
    }
}
