package org.pacsscp.examples;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where an archive's catalog is. */
@Command(optionListHeading = "%nCatalog:%n")
final class CatalogOptions {
    @Option(
            names = "--catalog",
            paramLabel = "URL",
            description = "The database of the catalog, such as jdbc:postgresql://HOST/DATABASE?user=USER. The password"
                    + " is best in the user's .pgpass. Default: SQLite in the directory")
    private Optional<String> url = Optional.empty();

    /** Returns where the database is; empty for a file in the directory. */
    Optional<String> url() {
        return url;
    }
}
