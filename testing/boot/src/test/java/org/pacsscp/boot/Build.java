package org.pacsscp.boot;

/** What the build tells its tests. */
final class Build {
    private Build() {}

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("system property " + name + " is missing; the build sets it");
        }
        return value;
    }
}
