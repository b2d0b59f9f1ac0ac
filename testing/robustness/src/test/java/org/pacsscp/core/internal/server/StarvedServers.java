package org.pacsscp.core.internal.server;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.loop.SelectorPool;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.operation.LeastReceiveRate;

/** Servers whose memory can run out wherever a peer can make them take some; nobody but tests can make them. */
public final class StarvedServers {
    private StarvedServers() {}

    /** What memory is taken for. */
    public enum Site {
        DIRECT_BUFFER,
        COMMAND_SET,
        REQUEST
    }

    /**
     * Makes a server.
     *
     * @param before is called before memory is taken; what it throws is what that comes to
     */
    public static Server build(ServerBuilder builder, Consumer<Site> before) {
        Resources resources = new Resources(
                capacity -> {
                    before.accept(Site.DIRECT_BUFFER);
                    return ByteBuffer.allocateDirect(capacity);
                },
                length -> {
                    before.accept(Site.COMMAND_SET);
                    return new byte[length];
                },
                bytes -> {
                    before.accept(Site.REQUEST);
                    return true;
                },
                SelectorPool::new);
        return new DefaultServer(ServerContext.create(
                builder.toConfig(),
                HandlerDiscovery.discover(),
                TimeSource.SYSTEM,
                LeastReceiveRate.PERIOD,
                resources));
    }
}
