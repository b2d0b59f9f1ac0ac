package org.pacsscp.core.internal.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.association.AssociationContext;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.WaitingRoom;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.io.loop.SharedLoops;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.operation.LeastReceiveRate;
import org.pacsscp.core.internal.operation.MemoryBudget;
import org.pacsscp.core.internal.operation.OperationContext;
import org.pacsscp.core.internal.operation.WorkLoad;
import org.pacsscp.core.internal.report.Events;

/**
 * What all associations of a server share.
 *
 * @param config what the server is to do
 * @param policy who may come in; replaced on a running server
 * @param services who negotiates and serves what, by called AE title
 * @param waitingRoom counts connections without an association against their limits
 * @param admission counts associations against their limits
 * @param associations what each association needs
 * @param memory counts what handlers hold in memory
 * @param load counts operations that wait and that are served
 * @param ratePeriod over how long the least rate of a data set is taken
 * @param loops what reads and writes, which a client may use, too
 */
record ServerContext(
        ServerConfig config,
        PolicyInForce policy,
        Services.ByTitle services,
        WaitingRoom waitingRoom,
        Admission admission,
        AssociationContext associations,
        MemoryBudget memory,
        WorkLoad load,
        Duration ratePeriod,
        SharedLoops loops) {
    static ServerContext create(ServerConfig config, List<ActionHandler> found, TimeSource time) {
        return create(config, found, time, LeastReceiveRate.PERIOD);
    }

    static ServerContext create(ServerConfig config, List<ActionHandler> found, TimeSource time, Duration ratePeriod) {
        return create(config, found, time, ratePeriod, Resources.OF_THE_JDK);
    }

    static ServerContext create(
            ServerConfig config, List<ActionHandler> found, TimeSource time, Duration ratePeriod, Resources resources) {
        Limits limits = config.limits();
        return new ServerContext(
                config,
                new PolicyInForce(config.policy()),
                new Services.ByTitle(config, found),
                new WaitingRoom(
                        limits.maxPendingConnections(),
                        limits.maxPendingConnectionsPerAddress(),
                        limits.maxPendingBytes()),
                new Admission(limits),
                new AssociationContext(
                        limits,
                        config.timeouts(),
                        config.whenIdle(),
                        config.refuseOddLengths(),
                        new Events(config.listeners(), time),
                        time,
                        BufferPool.ofShortBuffers(resources.directMemory()),
                        BufferPool.ofWholeMessages(resources.directMemory()),
                        resources),
                new MemoryBudget(limits.maxDataInMemory()),
                new WorkLoad(),
                ratePeriod,
                new SharedLoops(
                        "pacs-scp-io",
                        config.loops(),
                        time,
                        () -> BufferPool.ofLongBuffers(resources.directMemory()),
                        resources.selectors()));
    }

    /** Returns what tells the log, the statistics and the listeners what happens. */
    Events events() {
        return associations.events();
    }

    /** Returns what operations need, whose workers run there. */
    OperationContext operations(Executor executor) {
        return new OperationContext(
                config.limits(), config.timeouts().operation(), events(), executor, memory, load, ratePeriod);
    }
}
