package org.pacsscp.examples.window.studies;

import java.io.IOException;
import java.util.List;

/** The studies of an archive. Usable by any thread; all of it takes time. */
public interface Studies {
    /**
     * Prepares a search.
     *
     * @param filter what is searched
     * @return the search, which has not begun
     */
    StudySearch search(StudyFilter filter);

    /**
     * Returns the series of a study.
     *
     * @param study which
     * @return its series, by their numbers
     * @throws IOException if they cannot be read
     */
    List<SeriesRow> series(StudyRow study) throws IOException;

    /**
     * Looks at what would be deleted.
     *
     * @param study which
     * @return how much that is
     * @throws IOException if it cannot be told
     */
    Deletion deletion(StudyRow study) throws IOException;

    /**
     * Deletes a study, with its files.
     *
     * @param study which
     * @return how many instances were deleted
     * @throws IOException if it could not be deleted, or not all of it
     */
    long delete(StudyRow study) throws IOException;

    /**
     * Compares the files of a study with what was stored.
     *
     * @param study which
     * @return how many are as they were
     * @throws IOException if a file cannot be read
     */
    Intactness verify(StudyRow study) throws IOException;

    /**
     * Tells whether studies have changed.
     *
     * @return whether anything was stored since this was called last
     */
    boolean takeChange();

    /**
     * What would be deleted.
     *
     * @param instances how many instances
     * @param committed for how many of them storage commitment was given
     */
    record Deletion(long instances, long committed) {}

    /**
     * What files are like.
     *
     * @param intact how many are as they were
     * @param missing how many are not there
     * @param damaged how many are otherwise
     */
    record Intactness(long intact, int missing, int damaged) {}
}
