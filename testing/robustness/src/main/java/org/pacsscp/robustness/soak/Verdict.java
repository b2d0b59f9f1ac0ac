package org.pacsscp.robustness.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What a soak came to.
 *
 * @param faults what is wrong with the acceptor, a line each
 * @param report for a person, in Markdown
 */
public record Verdict(List<String> faults, String report) {
    /** What a selector or the JVM may open meanwhile, and a pool may keep. */
    private static final int MORE_DESCRIPTORS = 10;

    private static final int MORE_THREADS = 10;

    public Verdict {
        faults = List.copyOf(faults);
    }

    static Verdict on(SoakResult result, String log, String report) {
        List<String> faults = new ArrayList<>(result.tape().failures());
        if (!log.isBlank()) {
            faults.add("the server logged errors: " + log);
        }
        Vitals before = result.before();
        Vitals after = result.after();
        if (after.sessions() > 0) {
            faults.add(after.sessions() + " associations are left");
        }
        if (after.descriptors() > before.descriptors() + MORE_DESCRIPTORS) {
            faults.add("descriptors went from " + before.descriptors() + " to " + after.descriptors());
        }
        if (after.threads() > before.threads() + MORE_THREADS) {
            faults.add("threads went from " + before.threads() + " to " + after.threads());
        }
        return new Verdict(faults, report);
    }
}
