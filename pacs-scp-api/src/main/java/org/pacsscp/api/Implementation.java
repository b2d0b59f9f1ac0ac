package org.pacsscp.api;

/** How an implementation names itself to peers (PS3.7 D.3.3.2). */
final class Implementation {
    private Implementation() {}

    /** PS3.7 Tables D.3-3 and D.3-4: 1 to 16 characters of ISO 646. */
    static String checkVersionName(String name) {
        if (!name.matches("[\\x20-\\x7E]{1,16}")) {
            throw new IllegalArgumentException(
                    "implementation version name \"" + name + "\"; it needs 1 to 16 ASCII characters");
        }
        return name;
    }
}
