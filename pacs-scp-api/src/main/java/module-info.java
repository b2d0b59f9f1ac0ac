/**
 * The interfaces and values of pacs-scp, an embeddable DICOM server and client: what an application calls and what it
 * implements.
 *
 * <p>The module knows no engine. {@link org.pacsscp.api.Server#builder()} and {@link org.pacsscp.api.Client#builder()}
 * find one through {@link java.util.ServiceLoader}; {@code org.pacsscp.core} is the default.
 */
module org.pacsscp.api {
    requires static org.jspecify;

    exports org.pacsscp.api;
    exports org.pacsscp.api.conformance;
    exports org.pacsscp.api.status;

    uses org.pacsscp.api.ClientProvider;
    uses org.pacsscp.api.ServerProvider;
}
