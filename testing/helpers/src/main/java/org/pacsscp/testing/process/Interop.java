package org.pacsscp.testing.process;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decides what a test does that needs another implementation which is not there. */
public final class Interop {
    private static final String REQUIRED = "pacsscp.interop.required";

    private Interop() {}

    /** Skips the test if a program is not on the search path, or fails it where the build requires these tests. */
    public static void needs(String program, String howToInstall) {
        if (Executables.find(program).isEmpty()) {
            missing("'" + program + "' is not installed (" + howToInstall + ")");
        }
    }

    /** Skips the test if a program is missing, or fails it where the build requires these tests. */
    public static void needs(Path program, String howToInstall) {
        if (!Files.isExecutable(program)) {
            missing(program + " is not installed (" + howToInstall + ")");
        }
    }

    /** Skips the test if PostgreSQL is missing, or fails it where the build requires these tests. */
    public static void needsPostgreSql() throws IOException {
        if (!PostgreSql.isInstalled()) {
            missing("PostgreSQL is not installed (apt-get install postgresql)");
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
