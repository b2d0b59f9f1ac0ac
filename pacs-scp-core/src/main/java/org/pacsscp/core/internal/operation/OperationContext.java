package org.pacsscp.core.internal.operation;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.pacsscp.api.Limits;
import org.pacsscp.core.internal.report.Events;

/**
 * What operations need of whoever has their associations, and share.
 *
 * @param limits what a peer may make us take
 * @param timeout how long an operation may take; zero means without end
 * @param events tells the log, the statistics and the listeners what happens
 * @param executor where workers run
 * @param memory counts what handlers hold in memory
 * @param load counts operations that wait and that are served
 * @param ratePeriod over how long the least rate of a data set is taken
 */
public record OperationContext(
        Limits limits,
        Duration timeout,
        Events events,
        Executor executor,
        MemoryBudget memory,
        WorkLoad load,
        Duration ratePeriod) {}
