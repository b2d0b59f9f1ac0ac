package org.pacsscp.archive;

/**
 * What became of the queries that an {@link ArchiveService} was asked, since it was made: for monitoring. The counts only grow.
 *
 * @param answered how many have ended with success
 * @param cancelled how many were cancelled
 * @param refused how many could not be asked, with A900H: they lack a unique key, have another level or no value to ask for
 * @param failed how many the catalog could not answer, or not to the end: A700H
 * @param abandoned how many nobody waited for any more: the association had ended
 * @param matches how many pending responses were sent
 * @since 0.1.0
 */
public record QueryFigures(long answered, long cancelled, long refused, long failed, long abandoned, long matches) {}
