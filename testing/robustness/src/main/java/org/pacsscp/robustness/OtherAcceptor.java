package org.pacsscp.robustness;

import java.util.Optional;
import org.pacsscp.testkit.wire.Endpoint;
import picocli.CommandLine.Option;

/** Whom to attack instead of a server of our own. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
final class OtherAcceptor {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Where the other acceptor is. Default: ${DEFAULT-VALUE}")
    private String host;

    @Option(
            names = "--port",
            converter = Ranges.Port.class,
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Of another acceptor. Default: none, a server of our own is started")
    private int port;

    Optional<Endpoint> endpoint() {
        return port == 0 ? Optional.empty() : Optional.of(Endpoint.plain(host, port));
    }
}
