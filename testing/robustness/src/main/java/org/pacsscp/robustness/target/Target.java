package org.pacsscp.robustness.target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;

/**
 * Makes servers to be attacked: they answer C-ECHO, store CT images without keeping them, and search for studies until they
 * are cancelled.
 */
public final class Target {
    /** Their AE title. */
    public static final String AE_TITLE = "TARGET";

    private Target() {}

    /** Begins a server on any free port of this machine's loopback interface. */
    public static ServerBuilder builder() {
        return builder(0);
    }

    /** Begins a server on a port of this machine's loopback interface. */
    public static ServerBuilder builder(int port) {
        return Server.builder()
                .aeTitle(AE_TITLE)
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .handler(new StoreHandler())
                .handler(new FindHandler());
    }
}
