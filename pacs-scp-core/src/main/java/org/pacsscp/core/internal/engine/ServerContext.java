package org.pacsscp.core.internal.engine;

import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.dimse.HandlerTable;
import org.pacsscp.core.internal.io.TimeSource;
import org.pacsscp.core.internal.ul.Negotiator;

/**
 * What all associations of a server share.
 *
 * @param config what the server is to do
 * @param policy who may come in; replaced on a running server
 * @param negotiator answers association requests
 * @param dispatcher judges DIMSE requests
 * @param admission counts connections and associations against their limits
 * @param memory counts what handlers hold in memory
 * @param events tells the log, the statistics and the listeners what happens
 * @param time the clock of every deadline
 */
record ServerContext(
        ServerConfig config,
        PolicyInForce policy,
        Negotiator negotiator,
        Dispatcher dispatcher,
        Admission admission,
        MemoryBudget memory,
        Events events,
        TimeSource time) {
    static ServerContext create(ServerConfig config, HandlerTable handlers, TimeSource time) {
        return new ServerContext(
                config,
                new PolicyInForce(config.policy()),
                new Negotiator(config, handlers.capabilities()),
                new Dispatcher(handlers),
                new Admission(config.limits()),
                new MemoryBudget(config.limits().maxDataInMemory()),
                new Events(config.listeners()),
                time);
    }
}
