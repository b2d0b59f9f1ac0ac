/**
 * Servers, callers and tools to run from the command line.
 *
 * <p>Nothing here requires the engine, a handler or a binding of SLF4J: the launcher resolves whatever on the module path
 * provides a service that {@code org.pacsscp.api}, the engine and {@code org.slf4j} use.
 */
module org.pacsscp.examples {
    requires com.fasterxml.jackson.core;
    requires com.formdev.flatlaf;
    requires info.picocli;
    requires java.desktop;
    requires org.pacsscp.api;
    requires org.pacsscp.client;
    requires org.pacsscp.dataset;
    requires org.pacsscp.dataset.json;
    requires org.pacsscp.storage;
    requires org.slf4j;
    requires static org.jspecify;

    // SLF4J makes the binding of the window by reflection.
    exports org.pacsscp.examples.window.log to
            org.slf4j;

    opens org.pacsscp.examples to
            info.picocli;
}
