package org.pacsscp.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found wrong in a data set, the first hundred of it. Owned by the thread that reads. */
final class Problems {
    private static final int MOST = 100;

    /** Most data sets have none. */
    private @Nullable List<DataSetProblem> found;

    /** Tells whether another one would be kept, though it does not end the reading. */
    boolean haveRoom() {
        return found == null || found.size() < MOST;
    }

    /** Keeps one, if there is room; one that ends the reading is always kept. */
    void add(DataSetProblem problem) {
        List<DataSetProblem> known = found;
        if (known == null) {
            known = new ArrayList<>();
            found = known;
        }
        if (known.size() < MOST || problem.fault().isFatal()) {
            known.add(problem);
        }
    }

    List<DataSetProblem> list() {
        return found == null ? List.of() : List.copyOf(found);
    }
}
