package org.pacsscp.api;

/**
 * How far a C-MOVE or C-GET has come: the counts of its C-STORE sub-operations (PS3.7 9.1.3 and 9.1.4).
 *
 * @param remaining (0000,1020), not yet begun
 * @param completed (0000,1021), done with success
 * @param failed (0000,1022), not done
 * @param warning (0000,1023), done with a warning
 * @since 0.1.0
 */
public record SubOperations(int remaining, int completed, int failed, int warning) {
    /**
     * Checks every count.
     *
     * @throws IllegalArgumentException if one is not within 0 to 65535
     */
    public SubOperations {
        check("remaining", remaining);
        check("completed", completed);
        check("failed", failed);
        check("warning", warning);
    }

    private static void check(String name, int count) {
        if (count < 0 || count > 0xFFFF) {
            throw new IllegalArgumentException(
                    "number of " + name + " sub-operations is " + count + "; it must be 0 to 65535");
        }
    }
}
