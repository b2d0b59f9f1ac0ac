package org.pacsscp.bench.measure;

import java.util.Map;

/**
 * One run of one candidate.
 *
 * @param scenario what was done
 * @param point with which number or size
 * @param candidate to whom
 * @param round in which round, from 1 on; candidates of the same round ran one after the other
 * @param values what was measured, in the units of {@link Metric#shown}
 */
public record Observation(String scenario, String point, String candidate, int round, Map<Metric, Double> values) {
    public Observation {
        values = Map.copyOf(values);
    }
}
