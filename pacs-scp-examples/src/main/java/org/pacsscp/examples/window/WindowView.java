package org.pacsscp.examples.window;

import java.util.List;
import org.pacsscp.examples.window.log.LogBuffer;
import org.pacsscp.examples.window.studies.StudiesView;
import org.pacsscp.examples.window.worklist.WorklistView;

/** What a person sees. Every method is called on the thread that the view belongs to. */
public interface WindowView {
    /**
     * Fills the form.
     *
     * @param settings what was remembered
     */
    void fill(WindowSettings settings);

    /**
     * Returns what is in the form now.
     *
     * @return the settings, right or wrong
     */
    WindowSettings settings();

    /**
     * Shows where the server is in its life; the form can be changed only while it is stopped.
     *
     * @param state the state
     * @param detail a sentence about it
     */
    void state(ServerState state, String detail);

    /**
     * Shows what is wrong, each beside its place, instead of what was shown before.
     *
     * @param problems what is wrong; empty for nothing
     */
    void problems(List<Problem> problems);

    /**
     * Shows a message that is no fault.
     *
     * @param message one sentence
     */
    void notice(String message);

    /**
     * Shows how far the verification of a peer has come, beside the form for it.
     *
     * @param verification what has become of it
     */
    void verification(Verification verification);

    /**
     * Shows the associations, instead of those that were shown before.
     *
     * @param rows the associations
     * @param summary what the server did so far; empty for nothing
     */
    void associations(List<AssociationRow> rows, String summary);

    /**
     * Returns the tab of the studies.
     *
     * @return what a person sees of an archive
     */
    StudiesView studies();

    /**
     * Returns the tab of the worklist.
     *
     * @return what a person sees of a worklist
     */
    WorklistView worklist();

    /**
     * Shows more of the log.
     *
     * @param batch what was logged since the last time
     */
    void log(LogBuffer.Batch batch);

    /** Goes away. */
    void close();
}
