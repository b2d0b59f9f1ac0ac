package org.pacsscp.examples.window.studies;

import java.util.List;

/** What a person sees of an archive. Every method is called on the thread that the view belongs to. */
public interface StudiesView {
    /**
     * Shows studies, instead of those that were shown before; what is selected stays so.
     *
     * @param list the studies
     */
    void show(StudyList list);

    /**
     * Says that the studies which are shown may no longer be those that there are, until others are shown.
     *
     * @param message why they could not be searched
     */
    void failed(String message);

    /**
     * Shows whether there is an archive whose studies could be shown.
     *
     * @param open whether there is one
     */
    void open(boolean open);

    /**
     * Shows the series of a study.
     *
     * @param study the study
     * @param series its series
     */
    void series(StudyRow study, List<SeriesRow> series);

    /**
     * Asks whether a study may be deleted.
     *
     * @param study the study
     * @param deletion what that would delete
     * @return whether a person has said so
     */
    boolean confirm(StudyRow study, Studies.Deletion deletion);

    /**
     * Says what has become of a wish, until something else is said.
     *
     * @param message one sentence
     * @param well whether all is well
     */
    void say(String message, boolean well);
}
