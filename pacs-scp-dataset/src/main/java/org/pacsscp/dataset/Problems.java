package org.pacsscp.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in a data set, and where: in what is open, at the header that was read last. The first hundred are kept. Owned by the
 * thread that reads.
 */
final class Problems {
    private static final int MOST = 100;

    private final Frames frames;
    private final HeaderReader header;

    /** Most data sets have none. */
    private @Nullable List<DataSetProblem> found;

    Problems(Frames frames, HeaderReader header) {
        this.frames = frames;
        this.header = header;
    }

    /** What is found here ends the reading. */
    DataSetFormatException fault(DataSetFault fault, String detail) {
        return new DataSetFormatException(here(fault, detail));
    }

    /** What is found here is borne. */
    void note(DataSetFault fault, String detail) {
        if (found == null || found.size() < MOST) {
            add(here(fault, detail));
        }
    }

    /** Something is found of an element that was read before, outside of sequences. */
    void note(DataSetFault fault, int earlierTag, long offset) {
        add(new DataSetProblem(fault, Tags.format(earlierTag), offset, ""));
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

    private DataSetProblem here(DataSetFault fault, String detail) {
        return new DataSetProblem(fault, frames.path(), header.offset(), detail);
    }

    List<DataSetProblem> list() {
        return found == null ? List.of() : List.copyOf(found);
    }
}
