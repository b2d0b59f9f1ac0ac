package org.pacsscp.examples.window.studies;

import java.util.List;

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
}
