/**
 * Metrics of servers, clients and archives for Micrometer, and observations of associations and operations.
 *
 * <p>Micrometer's jars are automatic modules, so this module is none for {@code jlink}.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has no module descriptors.
module org.pacsscp.micrometer {
    requires transitive org.pacsscp.api;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires micrometer.commons;
    requires static transitive org.pacsscp.archive;
    requires static transitive org.pacsscp.storage;
    requires static org.jspecify;

    exports org.pacsscp.micrometer;
}
