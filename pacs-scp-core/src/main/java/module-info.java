/** The engine of pacs-scp: it exports nothing; applications reach it through {@code org.pacsscp.api.Server}. */
module org.pacsscp.core {
    requires org.pacsscp.api;
    requires org.slf4j;
    // An image without it could not be recorded at all, and saves less than a MiB; see decision 42.
    requires jdk.jfr;
    requires static org.jspecify;

    uses org.pacsscp.api.ActionHandler;

    provides org.pacsscp.api.ClientProvider with
            org.pacsscp.core.internal.client.DefaultClientProvider;
    provides org.pacsscp.api.ServerProvider with
            org.pacsscp.core.internal.server.DefaultServerProvider;
}
