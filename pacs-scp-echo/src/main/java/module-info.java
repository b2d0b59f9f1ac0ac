/** The Verification service: on the module path or class path of a server, it answers C-ECHO. */
module org.pacsscp.echo {
    requires transitive org.pacsscp.api;
    requires static org.jspecify;

    exports org.pacsscp.echo;

    provides org.pacsscp.api.ActionHandler with
            org.pacsscp.echo.VerificationHandler;
}
