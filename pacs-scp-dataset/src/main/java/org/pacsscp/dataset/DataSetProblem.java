package org.pacsscp.dataset;

import java.util.Objects;

/**
 * Something wrong with the structure of an encoded data set: what, and where. It never holds a value.
 *
 * @param fault what is wrong
 * @param path the element, with all that hold it, as in {@code (0040,A730)[2](0040,A043)}: items count from 0; empty if
 *     there is none yet
 * @param offset where its tag stands: bytes from the beginning of the data set, of the inflated one if it is deflated
 * @param detail lengths and limits, for a person; may be empty
 * @since 0.1.0
 */
public record DataSetProblem(DataSetFault fault, String path, long offset, String detail) {
    /** Checks that nothing is {@code null}. */
    public DataSetProblem {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(detail, "detail");
    }

    /**
     * Returns all of it as one line.
     *
     * @return where and what, as in {@code (0010,0010) at byte 132: the length goes past the end ... (length 12, 4 left)}
     */
    @Override
    public String toString() {
        String where = path.isEmpty() ? "" : path + " ";
        String more = detail.isEmpty() ? "" : " (" + detail + ")";
        return where + "at byte " + offset + ": " + fault.text() + more;
    }
}
