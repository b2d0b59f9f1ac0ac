package org.pacsscp.examples.window.studies;

/**
 * A series, as it is shown.
 *
 * @param number its number; may be empty
 * @param modality what made it
 * @param description what it is; may be empty
 * @param instances how many instances
 * @param seriesInstanceUid which it is
 */
public record SeriesRow(String number, String modality, String description, long instances, String seriesInstanceUid) {}
