package org.pacsscp.robustness.target;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;

/**
 * Makes servers to be attacked: they answer C-ECHO, store CT images without keeping them, and search for studies until they
 * are cancelled.
 */
public final class Target {
    /** Their AE title. */
    public static final String AE_TITLE = "TARGET";

    private Target() {}

    /** Begins a server on any free port of this machine's loopback interface. */
    public static ServerConfig.Builder builder() {
        return builder(0);
    }

    /** Begins a server on a port of this machine's loopback interface. */
    public static ServerConfig.Builder builder(int port) {
        return Server.builder()
                .aeTitle(AE_TITLE)
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .handler(new StoreHandler())
                .handler(new FindHandler());
    }
}
