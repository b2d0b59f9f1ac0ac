package org.pacsscp.api;

/**
 * Why an association is rejected: one legal triple of result, source and reason (PS3.8 Table 9-21).
 *
 * <p>A triple that the standard does not have cannot be built.
 *
 * @since 0.1.0
 */
public enum RejectReason {
    /** The application refuses for good and gives no reason (1, 1, 1). */
    NO_REASON_GIVEN(1, 1, 1),
    /** The application refuses for now and gives no reason (2, 1, 1). */
    NO_REASON_GIVEN_TRANSIENT(2, 1, 1),
    /** The application context name is not DICOM's (1, 1, 2). */
    APPLICATION_CONTEXT_NAME_NOT_SUPPORTED(1, 1, 2),
    /** The caller is not known here (1, 1, 3). */
    CALLING_AE_TITLE_NOT_RECOGNIZED(1, 1, 3),
    /** The called title is not ours (1, 1, 7). */
    CALLED_AE_TITLE_NOT_RECOGNIZED(1, 1, 7),
    /** The upper layer refuses for good and gives no reason (1, 2, 1). */
    PROVIDER_NO_REASON_GIVEN(1, 2, 1),
    /** The upper layer refuses for now and gives no reason (2, 2, 1). */
    PROVIDER_NO_REASON_GIVEN_TRANSIENT(2, 2, 1),
    /** The caller does not speak version 1 of the upper layer protocol (1, 2, 2). */
    PROTOCOL_VERSION_NOT_SUPPORTED(1, 2, 2),
    /** The server is busy or about to stop; the caller may try again (2, 3, 1). */
    TEMPORARY_CONGESTION(2, 3, 1),
    /** The server has as many associations as it may; the caller may try again (2, 3, 2). */
    LOCAL_LIMIT_EXCEEDED(2, 3, 2);

    private final int result;
    private final int source;
    private final int reason;

    RejectReason(int result, int source, int reason) {
        this.result = result;
        this.source = source;
        this.reason = reason;
    }

    /**
     * Returns the result field.
     *
     * @return 1 for rejected-permanent, 2 for rejected-transient
     */
    public int result() {
        return result;
    }

    /**
     * Returns the source field.
     *
     * @return 1 for the service-user, 2 and 3 for the service-provider's ACSE and presentation functions
     */
    public int source() {
        return source;
    }

    /**
     * Returns the reason field, whose meaning depends on {@link #source()}.
     *
     * @return the value on the wire
     */
    public int reason() {
        return reason;
    }
}
