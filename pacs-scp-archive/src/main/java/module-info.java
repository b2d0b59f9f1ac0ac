/** An archive: a catalog over JDBC, and the services of query, retrieve and storage commitment over it. */
module org.pacsscp.archive {
    requires transitive java.sql;
    requires transitive org.pacsscp.api;
    requires transitive org.pacsscp.client;
    requires transitive org.pacsscp.dataset;
    requires transitive org.pacsscp.storage;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.pacsscp.archive;
    exports org.pacsscp.archive.catalog;
    exports org.pacsscp.archive.commitment;
    exports org.pacsscp.archive.retrieve;
}
