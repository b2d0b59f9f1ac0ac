package org.pacsscp.robustness.fuzz;

/** What was heard is against the standard. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String what) {
        super(what);
    }

    static void throwIf(boolean malformed, String what) throws MalformedException {
        if (malformed) {
            throw new MalformedException(what);
        }
    }
}
