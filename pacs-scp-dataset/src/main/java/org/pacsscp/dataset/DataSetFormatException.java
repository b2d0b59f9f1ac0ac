package org.pacsscp.dataset;

import java.io.IOException;
import java.util.Objects;

/**
 * An encoded data set that cannot be followed, or that is greater than {@link ReadOptions} allow.
 *
 * <p>It has no stack trace: what is wrong lies in the data, not in the code that was reading.
 *
 * @since 0.1.0
 */
public class DataSetFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and where. */
    private final transient DataSetProblem problem;

    /**
     * Says what is wrong.
     *
     * @param problem what, and where
     */
    public DataSetFormatException(DataSetProblem problem) {
        super(Objects.requireNonNull(problem, "problem").toString());
        this.problem = problem;
    }

    /**
     * Returns what is wrong.
     *
     * @return the fault, with tag path and offset
     */
    public DataSetProblem problem() {
        return problem;
    }

    /** Does nothing: the trace would only show who was reading. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
