package org.pacsscp.core.internal.server;

import java.io.IOException;
import java.time.Duration;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.operation.LeastReceiveRate;

/** Servers for which time passes as a test wants, or memory and selectors run out. */
public final class Servers {
    private Servers() {}

    /** Starts a server on a clock. */
    public static Server start(ServerConfig config, TimeSource time) throws IOException {
        return start(config, time, LeastReceiveRate.PERIOD);
    }

    /** Starts a server on a clock, which measures the least rate of a data set over a period. */
    public static Server start(ServerConfig config, TimeSource time, Duration ratePeriod) throws IOException {
        return new DefaultServer(ServerContext.create(config, HandlerDiscovery.discover(), time, ratePeriod)).start();
    }

    /** Starts a server with what a test gives it of memory and selectors. */
    static Server start(ServerConfig config, Resources resources) throws IOException {
        return new DefaultServer(ServerContext.create(
                        config, HandlerDiscovery.discover(), TimeSource.SYSTEM, LeastReceiveRate.PERIOD, resources))
                .start();
    }
}
