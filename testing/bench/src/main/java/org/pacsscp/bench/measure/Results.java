package org.pacsscp.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** What a run has come to so far. Owned by the thread that measures. */
public final class Results {
    private final List<Description> scenarios = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** A scenario begins. */
    public void begin(Description scenario) {
        scenarios.add(scenario);
    }

    public void add(Observation observation) {
        observations.add(observation);
    }

    /** Says what was left out, and why. */
    public void note(String note) {
        notes.add(note);
    }

    /** Says what went wrong; the run is worth nothing then. */
    public void failure(String failure) {
        failures.add(failure);
    }

    public List<Description> scenarios() {
        return List.copyOf(scenarios);
    }

    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    /** The observations of one scenario. */
    public List<Observation> observations(Description scenario) {
        return observations.stream()
                .filter(observation -> observation.scenario().equals(scenario.name()))
                .toList();
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }
}
