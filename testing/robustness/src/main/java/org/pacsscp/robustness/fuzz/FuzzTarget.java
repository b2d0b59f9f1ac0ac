package org.pacsscp.robustness.fuzz;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.Timeouts;

/**
 * The server that the conversations were recorded with. Its deadlines are short, since many of its peers fall silent in
 * the middle of something.
 */
public final class FuzzTarget {
    /** Its AE title. */
    public static final String AE_TITLE = "FUZZED";

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final int MANY = 1_000;

    private FuzzTarget() {}

    /** Begins a server on a port of this machine's loopback interface. */
    public static ServerBuilder builder(int port) {
        return Server.builder()
                .aeTitle(AE_TITLE)
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .handler(new FuzzedServices())
                .limits(Limits.builder()
                        .maxAssociations(MANY)
                        .maxPendingConnections(MANY)
                        .maxPendingConnectionsPerAddress(MANY)
                        .maxOperations(4)
                        .build())
                .timeouts(Timeouts.builder()
                        .artim(DEADLINE)
                        .request(DEADLINE)
                        .idle(DEADLINE)
                        .release(DEADLINE)
                        .operation(DEADLINE)
                        .response(DEADLINE)
                        .build());
    }
}
