package org.pacsscp.archive.retrieve;

/**
 * What became of the retrievals of a {@link RetrieveService}, C-MOVE and C-GET together, since it was made: for monitoring. The counts
 * only grow.
 *
 * @param completed how many have ended with success, those among them that had nothing to send
 * @param incomplete how many have ended with B000H: some sub-operations have failed, or had a warning
 * @param failed how many have ended with a failure: refused, or all sub-operations have failed
 * @param cancelled how many were cancelled
 * @param abandoned how many nobody waited for any more: the association had ended
 * @param instancesSent how many sub-operations have succeeded, those with a warning among them
 * @param instancesFailed how many sub-operations have failed
 * @since 0.1.0
 */
public record RetrieveFigures(
        long completed,
        long incomplete,
        long failed,
        long cancelled,
        long abandoned,
        long instancesSent,
        long instancesFailed) {}
