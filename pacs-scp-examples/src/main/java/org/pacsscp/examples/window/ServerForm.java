package org.pacsscp.examples.window;

import java.util.List;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;

/**
 * What describes a server, as it was typed; right or wrong.
 *
 * @param aeTitle what the server is called
 * @param service what it serves
 * @param directory where that has its files; not looked at if it needs none
 * @param address where it listens; empty for all addresses
 * @param port where it listens
 * @param maximumPeers how many associations it may have
 * @param idleTimeout after how many seconds an association is aborted on which nothing comes
 * @param allowedPeers who may come in; empty for everybody
 */
public record ServerForm(
        String aeTitle,
        ServiceChoice service,
        String directory,
        String address,
        String port,
        String maximumPeers,
        String idleTimeout,
        List<AllowedPeer> allowedPeers) {
    /** Removes what surrounds the values. */
    public ServerForm {
        aeTitle = aeTitle.strip();
        directory = directory.strip();
        address = address.strip();
        port = port.strip();
        maximumPeers = maximumPeers.strip();
        idleTimeout = idleTimeout.strip();
        allowedPeers = List.copyOf(allowedPeers);
    }

    /**
     * Returns the defaults of the API.
     *
     * @return a form that a server can be started with
     */
    public static ServerForm defaults() {
        return new ServerForm(
                ServerConfig.DEFAULT_AE_TITLE.value(),
                ServiceChoice.VERIFICATION,
                "",
                "",
                Integer.toString(Endpoint.DEFAULT_PORT),
                Integer.toString(Limits.defaults().maxAssociations()),
                Long.toString(Timeouts.defaults().idle().toSeconds()),
                List.of());
    }
}
