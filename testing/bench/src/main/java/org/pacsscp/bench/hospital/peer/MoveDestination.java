package org.pacsscp.bench.hospital.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.bench.hospital.day.ImageKind;

/** Where C-MOVE sends to: the workstations, on one port. */
public final class MoveDestination implements AutoCloseable {
    public static final String AE_TITLE = "READERS";

    private final Server server;

    private MoveDestination(Server server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param port where; 0 for any that is free
     * @param receiver takes what comes
     */
    public static MoveDestination start(int port, Receiver receiver) throws IOException {
        List<ServiceCapability> stores = Arrays.stream(ImageKind.values())
                .map(kind -> ServiceCapability.performer(kind.sopClass(), CommandField.C_STORE_RQ))
                .toList();
        return new MoveDestination(Server.builder()
                .aeTitle(AE_TITLE)
                .endpoints(Endpoint.plain(new InetSocketAddress(port)))
                .handler(ActionHandler.of(stores, receiver))
                .build()
                .start());
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
