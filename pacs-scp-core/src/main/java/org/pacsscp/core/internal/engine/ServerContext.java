package org.pacsscp.core.internal.engine;

import java.time.Duration;
import java.util.List;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.io.BufferPool;
import org.pacsscp.core.internal.io.TimeSource;

/**
 * What all associations of a server share.
 *
 * @param config what the server is to do
 * @param policy who may come in; replaced on a running server
 * @param services who negotiates and serves what, by called AE title
 * @param admission counts connections and associations against their limits
 * @param memory counts what handlers hold in memory
 * @param commandBuffers for commands that workers send
 * @param events tells the log, the statistics and the listeners what happens
 * @param time the clock of every deadline
 * @param patience over how long the least rate of a data set is taken
 */
record ServerContext(
        ServerConfig config,
        PolicyInForce policy,
        Services.ByTitle services,
        Admission admission,
        MemoryBudget memory,
        BufferPool commandBuffers,
        Events events,
        TimeSource time,
        Duration patience) {
    static ServerContext create(ServerConfig config, List<ActionHandler> found, TimeSource time) {
        return create(config, found, time, Patience.PERIOD);
    }

    static ServerContext create(ServerConfig config, List<ActionHandler> found, TimeSource time, Duration patience) {
        return new ServerContext(
                config,
                new PolicyInForce(config.policy()),
                new Services.ByTitle(config, found),
                new Admission(config.limits()),
                new MemoryBudget(config.limits().maxDataInMemory()),
                BufferPool.ofShortBuffers(),
                new Events(config.listeners(), time),
                time,
                patience);
    }
}
