package org.pacsscp.bench.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

/**
 * In which each server has its turns once.
 *
 * @param table what is measured
 * @param number from 1 on
 * @param results what it adds to
 */
record Round(Description table, int number, Results results) {
    /** Every other round goes the other way, so that none has always the same before it. */
    <T> List<T> inOrder(List<T> all) {
        List<T> order = new ArrayList<>(all);
        if (isBackwards()) {
            Collections.reverse(order);
        }
        return order;
    }

    boolean isBackwards() {
        return number % 2 == 0;
    }

    void add(String point, Candidate candidate, Map<Metric, Double> values) {
        results.add(new Observation(table.name(), point, candidate.name(), number, values));
    }

    /** Says what went wrong. What those refuse that are not ours, as dcmqrscp does with some of what comes at once, is not for us to mend. */
    void failed(Candidate candidate, IOException e) {
        String what = "%s, %s, round %d: %s".formatted(table.name(), candidate.name(), number, e.getMessage());
        if (candidate.isInJava()) {
            results.failure(what);
        } else {
            results.note(what);
        }
    }

    @Override
    public String toString() {
        return "%s, round %d".formatted(table.name(), number);
    }
}
