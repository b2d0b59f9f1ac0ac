package org.pacsscp.archive.catalog;

/**
 * How much is in a catalog.
 *
 * @param patients how many patients; each study without Patient ID is of one of its own
 * @param studies how many studies
 * @param series how many series
 * @param instances how many instances
 * @since 0.1.0
 */
public record CatalogContents(long patients, long studies, long series, long instances) {}
