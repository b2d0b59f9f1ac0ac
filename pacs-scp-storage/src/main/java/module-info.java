/** Storage as a service: what C-STORE sends becomes files, safely, and is handed on. */
module org.pacsscp.storage {
    requires transitive org.pacsscp.api;
    requires transitive org.pacsscp.dataset;
    requires org.slf4j;
    requires static org.jspecify;

    exports org.pacsscp.storage;
}
