package org.pacsscp.examples.window.studies;

import java.util.List;
import java.util.Locale;

/**
 * What a search has found.
 *
 * @param rows the newest first, {@link #MOST} at most
 * @param found how many there are
 * @param complete whether all there are were counted
 */
public record StudyList(List<StudyRow> rows, int found, boolean complete) {
    /** How many studies are shown. */
    public static final int MOST = 500;

    /** Nothing. */
    public static final StudyList EMPTY = new StudyList(List.of(), 0, true);

    /** Copies. */
    public StudyList {
        rows = List.copyOf(rows);
    }

    /**
     * Says how many studies there are.
     *
     * @return a few words
     */
    public String summary() {
        int shown = rows.size();
        if (!complete) {
            return String.format(Locale.ROOT, "%,d of %,d or more studies; search for less", shown, found);
        }
        if (shown < found) {
            return String.format(Locale.ROOT, "The newest %,d of %,d studies", shown, found);
        }
        return shown == 1 ? "1 study" : String.format(Locale.ROOT, "%,d studies", shown);
    }
}
