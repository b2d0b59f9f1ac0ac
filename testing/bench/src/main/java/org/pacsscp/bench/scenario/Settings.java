package org.pacsscp.bench.scenario;

import java.time.Duration;

/**
 * How long and how often is measured.
 *
 * @param pairs how many rounds, in each of which all candidates have their turn
 * @param duration of one measurement
 * @param warmUp of each server before the first one, in slices of this length
 * @param maxAssociations more are not opened, whatever a scenario wants
 */
public record Settings(int pairs, Duration duration, Duration warmUp, int maxAssociations) {}
