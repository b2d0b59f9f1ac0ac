package org.pacsscp.robustness.corpus;

import java.util.List;

/**
 * Cases about one thing.
 *
 * @param title what they are about
 * @param cases in a sensible order
 */
public record Theme(String title, List<Case> cases) {
    /** Copies the list. */
    public Theme {
        cases = List.copyOf(cases);
    }
}
