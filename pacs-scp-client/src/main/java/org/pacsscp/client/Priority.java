package org.pacsscp.client;

/**
 * How urgent an operation is (PS3.7 Table E.1-1): a wish that few peers heed.
 *
 * @since 0.1.0
 */
public enum Priority {
    /** Less than the others. */
    LOW(2),
    /** As the others; the default. */
    MEDIUM(0),
    /** More than the others. */
    HIGH(1);

    private final int code;

    Priority(int code) {
        this.code = code;
    }

    /**
     * Returns the value of Priority (0000,0700).
     *
     * @return 0, 1 or 2
     */
    public int code() {
        return code;
    }
}
