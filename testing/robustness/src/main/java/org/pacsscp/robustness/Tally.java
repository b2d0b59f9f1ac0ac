package org.pacsscp.robustness;

import org.pacsscp.robustness.corpus.Outcome;

/** Counts outcomes. */
final class Tally {
    private int cases;
    private int asExpected;
    private int echoes;

    void add(Outcome outcome) {
        cases++;
        if (outcome.asExpected()) {
            asExpected++;
        }
        if (outcome.echo().isEmpty()) {
            echoes++;
        }
    }

    boolean allPassed() {
        return asExpected == cases && echoes == cases;
    }

    @Override
    public String toString() {
        return cases + " cases, " + asExpected + " as expected, " + echoes + " healthy echoes";
    }
}
