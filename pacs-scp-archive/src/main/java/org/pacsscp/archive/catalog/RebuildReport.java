package org.pacsscp.archive.catalog;

/**
 * What {@link Catalog#rebuild} has found in a directory.
 *
 * @param added files that were not in the catalog
 * @param known files that were
 * @param refused files that are no instances, or second ones of an instance; the log names them
 * @since 0.1.0
 */
public record RebuildReport(long added, long known, long refused) {}
