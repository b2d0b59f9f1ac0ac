package org.pacsscp.core.internal.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.WhenIdle;
import org.pacsscp.core.internal.association.AssociationContext;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.association.SharesLoops;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.dimse.HandlerTable;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.io.loop.SharedLoops;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.operation.LeastReceiveRate;
import org.pacsscp.core.internal.operation.MemoryBudget;
import org.pacsscp.core.internal.operation.OperationContext;
import org.pacsscp.core.internal.operation.WorkLoad;
import org.pacsscp.core.internal.operation.WorkerPool;
import org.pacsscp.core.internal.report.Events;
import org.pacsscp.core.internal.ul.Offer;

/**
 * What all associations of a client share.
 *
 * @param config what the client is
 * @param associations what each association needs
 * @param operations what is needed to serve what peers ask of us
 * @param dispatcher who serves that
 * @param offer what we tell peers of ourselves
 * @param loops the client's own, or a server's
 * @param workers where handlers run, and host names are resolved
 */
record ClientContext(
        ClientConfig config,
        AssociationContext associations,
        OperationContext operations,
        Dispatcher dispatcher,
        Offer offer,
        SharedLoops loops,
        WorkerPool workers) {
    static ClientContext create(ClientConfig config, TimeSource time, Resources resources) {
        Limits limits = config.limits();
        Events events = new Events(config.listeners(), time);
        Optional<SharesLoops> shared = config.sharedWith().map(ClientContext::ofThisEngine);
        Optional<Executor> executor = config.executor().or(() -> shared.flatMap(SharesLoops::executor));
        WorkerPool workers = WorkerPool.unbounded(executor, "pacs-scp-client-worker");
        return new ClientContext(
                config,
                new AssociationContext(
                        limits,
                        config.timeouts(),
                        WhenIdle.RELEASE,
                        config.refuseOddLengths(),
                        events,
                        time,
                        BufferPool.ofShortBuffers(resources.directMemory()),
                        BufferPool.ofWholeMessages(resources.directMemory()),
                        resources),
                new OperationContext(
                        limits,
                        config.timeouts().operation(),
                        events,
                        workers,
                        new MemoryBudget(limits.maxDataInMemory()),
                        new WorkLoad(),
                        LeastReceiveRate.PERIOD),
                new Dispatcher(
                        config.handlers().isEmpty()
                                ? HandlerTable.EMPTY
                                : HandlerTable.of(config.handlers(), List.of())),
                new Offer(limits.maxPduLength(), config.implementationClassUid(), config.implementationVersionName()),
                shared.map(SharesLoops::loops)
                        .orElseGet(() -> new SharedLoops(
                                "pacs-scp-client-io",
                                config.loops(),
                                time,
                                () -> BufferPool.ofLongBuffers(resources.directMemory()),
                                resources.selectors())),
                workers);
    }

    private static SharesLoops ofThisEngine(Server server) {
        if (server instanceof SharesLoops shares) {
            return shares;
        }
        throw new IllegalArgumentException("the server to share I/O threads with is of another engine: "
                + server.getClass().getName());
    }

    Events events() {
        return associations.events();
    }
}
