package org.pacsscp.bench.measure;

/**
 * What one of two that are compared did in its turn.
 *
 * @param rate how many operations in a second
 * @param cpuSeconds of processor time for each, of whoever is measured
 */
public record Turn(double rate, double cpuSeconds) {}
