package org.pacsscp.examples.window.worklist;

import java.util.List;

/** The scheduled steps of a worklist. Usable by any thread. */
@FunctionalInterface
public interface Steps {
    /**
     * Returns all steps. With thousands of them, it takes time.
     *
     * @return the steps as they are now, in the order of their start
     */
    List<StepRow> rows();
}
