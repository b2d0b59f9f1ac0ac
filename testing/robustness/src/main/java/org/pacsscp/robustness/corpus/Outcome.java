package org.pacsscp.robustness.corpus;

import java.util.List;
import java.util.Optional;

/**
 * How an acceptor fared.
 *
 * @param scene the case that was played
 * @param heard the words that were heard before it came to the point and since, up to the first that was not expected
 * @param asExpected whether all that was heard was expected, and all that was expected heard
 * @param echo why a healthy peer could not echo afterwards; empty if it could
 */
public record Outcome(Case scene, List<String> heard, boolean asExpected, Optional<String> echo) {
    /** Copies the list. */
    public Outcome {
        heard = List.copyOf(heard);
    }

    /** Returns what was heard once it came to the point. */
    public String got() {
        boolean reached = asExpected || heard.size() > scene.opening();
        return reached
                ? Words.listed(heard.subList(scene.opening(), heard.size()))
                : "not reached: " + Words.listed(heard);
    }

    /** Tells whether the acceptor did everything right. */
    public boolean passed() {
        return asExpected && echo.isEmpty();
    }

    @Override
    public String toString() {
        return scene.name() + ": expected " + scene.expected() + ", got " + got()
                + echo.map(why -> "; no healthy echo: " + why).orElse("");
    }
}
