package org.pacsscp.robustness.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the load notes: how long operations took, which faults it made, and what went wrong that should not. Any thread. */
final class Tape {
    private static final int MOST_FAILURES = 20;

    /** An operation that an honest peer waits for. */
    enum Operation {
        ASSOCIATE,
        ECHO,
        STORE,
        FIND,
        RELEASE
    }

    private final Map<Operation, Latencies> all = new EnumMap<>(Operation.class);
    private volatile Latencies recent = new Latencies();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    Tape() {
        for (Operation operation : Operation.values()) {
            all.put(operation, new Latencies());
        }
    }

    void took(Operation operation, long nanos) {
        latencies(operation).add(nanos);
        recent.add(nanos);
    }

    Latencies latencies(Operation operation) {
        return all.computeIfAbsent(operation, absent -> new Latencies());
    }

    /** Returns those since this was asked before. */
    synchronized Latencies takeRecent() {
        Latencies taken = recent;
        recent = new Latencies();
        return taken;
    }

    synchronized void fault(String kind) {
        faults.merge(kind, 1, Integer::sum);
    }

    synchronized Map<String, Integer> faults() {
        return new TreeMap<>(faults);
    }

    /** An honest peer was not served as it should be. */
    synchronized void failed(String what) {
        if (failures.size() < MOST_FAILURES) {
            failures.add(what);
        }
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
