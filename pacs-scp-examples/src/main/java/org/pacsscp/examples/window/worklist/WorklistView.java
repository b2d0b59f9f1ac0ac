package org.pacsscp.examples.window.worklist;

import java.util.List;

/** What a person sees of a worklist. Every method is called on the thread that the view belongs to. */
public interface WorklistView {
    /**
     * Shows steps, instead of those that were shown before; what is selected stays so.
     *
     * @param rows the steps
     */
    void show(List<StepRow> rows);

    /**
     * Shows whether there is a worklist.
     *
     * @param open whether there is one
     */
    void open(boolean open);
}
