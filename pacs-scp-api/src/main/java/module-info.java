/**
 * The interfaces and values of pacs-scp, an embeddable DICOM SCP: what an application calls and what it implements.
 *
 * <p>The module knows no engine. {@link org.pacsscp.api.Server#builder()} finds one through {@link
 * java.util.ServiceLoader}; {@code org.pacsscp.core} is the default.
 */
module org.pacsscp.api {
    requires static org.jspecify;

    exports org.pacsscp.api;
    exports org.pacsscp.api.spi;

    uses org.pacsscp.api.spi.ServerProvider;
}
