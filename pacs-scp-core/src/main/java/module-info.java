/** The engine of pacs-scp: it exports nothing; applications reach it through {@code org.pacsscp.api.Server}. */
module org.pacsscp.core {
    requires org.pacsscp.api;
    requires org.slf4j;
    requires static org.jspecify;

    uses org.pacsscp.api.ActionHandler;

    provides org.pacsscp.api.spi.ServerProvider with
            org.pacsscp.core.internal.engine.DefaultServerProvider;
}
