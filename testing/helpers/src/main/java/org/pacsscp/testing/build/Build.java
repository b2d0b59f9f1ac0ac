package org.pacsscp.testing.build;

/** What the build tells its tests. */
public final class Build {
    private Build() {}

    /** Returns what the build has set; fails if it has not. */
    public static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("system property " + name + " is missing; the build sets it");
        }
        return value;
    }
}
