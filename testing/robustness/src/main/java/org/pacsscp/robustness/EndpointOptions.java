package org.pacsscp.robustness;

import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Credulous;
import org.pacsscp.testkit.wire.Endpoint;
import picocli.CommandLine.Option;

/** Whom to attack. */
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
final class EndpointOptions {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Where the acceptor is. Default: ${DEFAULT-VALUE}")
    private String host;

    @Option(
            names = "--port",
            converter = Ranges.Port.class,
            paramLabel = "PORT",
            defaultValue = "11112",
            description = "Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--called",
            paramLabel = "AET",
            defaultValue = Target.AE_TITLE,
            description = "The acceptor's AE title. Default: ${DEFAULT-VALUE}")
    private String called;

    @Option(names = "--tls", description = "Speak TLS, and trust whatever certificate the acceptor has.")
    private boolean tls;

    String called() {
        return called;
    }

    Endpoint endpoint() {
        return tls ? Endpoint.tls(host, port, Credulous.context()) : Endpoint.plain(host, port);
    }
}
