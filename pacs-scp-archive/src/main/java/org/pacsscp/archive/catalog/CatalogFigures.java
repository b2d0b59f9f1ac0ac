package org.pacsscp.archive.catalog;

/**
 * What a {@link Catalog} has written since it was opened, and what waits, at one moment: for monitoring. A change is an instance that is
 * added or replaced, or some that are deleted; each {@link Catalog#check()} is one, too, that changes nothing. The counts only grow.
 *
 * @param commits how many transactions were committed, each of all changes that had come while the one before was written
 * @param committed how many changes were in them
 * @param failed how many changes were not written, since the database has refused them or did not answer
 * @param waiting how many changes wait for the next transaction; it stays low where the database keeps up
 * @since 0.1.0
 */
public record CatalogFigures(long commits, long committed, long failed, long waiting) {}
