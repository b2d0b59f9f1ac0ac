package org.pacsscp.core.internal.association;

import org.pacsscp.api.Limits;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.WhenIdle;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.report.Events;

/**
 * What associations need of whoever has them, and share.
 *
 * @param limits what a peer may make us take
 * @param timeouts how long each state may last
 * @param whenIdle how an association ends on which nothing happens
 * @param refuseOddLengths whether fragments and elements of commands of odd length end an association
 * @param events tells the log, the statistics and the listeners what happens
 * @param time the clock of every deadline
 * @param commandBuffers for commands that workers send
 * @param requestBuffers for requests of ours with a data set
 * @param resources where memory comes from
 */
public record AssociationContext(
        Limits limits,
        Timeouts timeouts,
        WhenIdle whenIdle,
        boolean refuseOddLengths,
        Events events,
        TimeSource time,
        BufferPool commandBuffers,
        BufferPool requestBuffers,
        Resources resources) {}
