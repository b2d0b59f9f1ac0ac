package org.pacsscp.examples.window.studies;

import java.io.IOException;

/** A search for studies. */
public interface StudySearch {
    /**
     * Searches, once.
     *
     * @return what was found; anything, if the search was cancelled
     * @throws IOException if the catalog does not answer
     */
    StudyList run() throws IOException;

    /** Ends the search soon. May be called by any thread, at any time, and does not block. */
    void cancel();
}
