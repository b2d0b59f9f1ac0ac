/**
 * The one dependency to begin with: what an application calls, the engine, and the answer to C-ECHO.
 *
 * <p>It holds nothing of its own. An application that chooses its parts requires {@code org.pacsscp.api} instead, and adds
 * an engine and handlers of its choice to the module path.
 */
module org.pacsscp {
    requires transitive org.pacsscp.api;
    requires org.pacsscp.core;
    requires org.pacsscp.echo;
}
