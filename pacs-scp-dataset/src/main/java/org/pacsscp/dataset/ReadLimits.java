package org.pacsscp.dataset;

/** How much of a data set may be read, as {@link ReadOptions} say. Owned by the thread that reads. */
final class ReadLimits {
    private final int maxDepth;
    private final int maxElements;
    private final long maxLength;
    private final Problems problems;
    private int elements;

    ReadLimits(ReadOptions options, Problems problems) {
        maxDepth = options.maxDepth();
        maxElements = options.maxElements();
        maxLength = options.maxLength();
        this.problems = problems;
    }

    /** How many more elements, items and fragments there may be. */
    int elementsLeft() {
        return maxElements - elements;
    }

    /** So many elements and items, which there may be, were read. */
    void passElements(int count) {
        elements += count;
    }

    /** Another element, item or fragment is there. */
    void countElement() throws DataSetFormatException {
        if (++elements > maxElements) {
            throw problems.fault(DataSetFault.TOO_MANY_ELEMENTS, "ReadOptions.maxElements is " + maxElements);
        }
    }

    /** A sequence is there, in so many others. */
    void checkDepth(int outer) throws DataSetFormatException {
        if (outer == maxDepth) {
            throw problems.fault(DataSetFault.TOO_DEEP, "ReadOptions.maxDepth is " + maxDepth);
        }
    }

    /** A value ends at an offset. */
    void checkEnd(long offset) throws DataSetFormatException {
        if (offset > maxLength) {
            throw problems.fault(DataSetFault.TOO_LONG, "ReadOptions.maxLength is " + maxLength);
        }
    }
}
