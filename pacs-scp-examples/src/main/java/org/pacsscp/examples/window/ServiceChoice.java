package org.pacsscp.examples.window;

import java.util.Arrays;

/** What a server serves besides Verification. */
public enum ServiceChoice {
    /** Nothing. */
    VERIFICATION("Verification only", ""),
    /** What {@code archive-server} does. */
    ARCHIVE("Archive", "Where the archive keeps its files and its catalog; made if only its parent is there"),
    /** What {@code worklist-server} does. */
    WORKLIST("Worklist and performed steps", "Where the entries are, *.wl and *.json; it is watched");

    private final String text;
    private final String directory;

    ServiceChoice(String text, String directory) {
        this.text = text;
        this.directory = directory;
    }

    /**
     * Tells whether it needs a directory.
     *
     * @return whether it does
     */
    public boolean needsDirectory() {
        return !directory.isEmpty();
    }

    /**
     * Says what its directory is for.
     *
     * @return a sentence; empty if it needs none
     */
    public String directory() {
        return directory;
    }

    /** Returns the choice of a name, that of nothing if there is none such. */
    static ServiceChoice of(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().equals(name))
                .findFirst()
                .orElse(VERIFICATION);
    }

    /** Returns the choice for a person. */
    @Override
    public String toString() {
        return text;
    }
}
