package org.pacsscp.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** Decides what a test does that needs another implementation which is not there. */
public final class Interop {
    private static final String REQUIRED = "pacsscp.interop.required";

    private Interop() {}

    /** Skips the test if a program is missing, or fails it where the build requires these tests. */
    public static void needs(String program, String howToInstall) {
        if (Commands.find(program).isEmpty()) {
            missing("'" + program + "' is not installed (" + howToInstall + ")");
        }
    }

    /** Skips the test for this reason, or fails it where the build requires these tests. */
    public static void missing(String reason) {
        if (Boolean.getBoolean(REQUIRED)) {
            fail(reason + ", and " + REQUIRED + " is true");
        }
        abort("skipped: " + reason);
    }
}
