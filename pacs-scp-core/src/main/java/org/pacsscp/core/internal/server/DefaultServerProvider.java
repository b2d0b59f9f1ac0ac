package org.pacsscp.core.internal.server;

import java.util.List;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.ServerProvider;
import org.pacsscp.core.internal.io.loop.TimeSource;

/** Makes the default engine; found through {@link java.util.ServiceLoader}. */
public final class DefaultServerProvider implements ServerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DefaultServerProvider() {}

    @Override
    public Server create(ServerConfig config) {
        List<ActionHandler> found = config.discoverHandlers() ? HandlerDiscovery.discover() : List.of();
        return new DefaultServer(ServerContext.create(config, found, TimeSource.SYSTEM));
    }
}
