/** DICOM services as a client: echo, store, find, move, get and storage commitment, over data sets. */
module org.pacsscp.client {
    requires transitive org.pacsscp.api;
    requires transitive org.pacsscp.dataset;
    requires static org.jspecify;

    exports org.pacsscp.client;
}
