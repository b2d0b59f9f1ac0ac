package org.pacsscp.api;

/**
 * Why an association is rejected: one legal triple of result, source and reason (PS3.8 Table 9-21).
 *
 * <p>A triple that the standard does not have cannot be built. A server has little use for those that mix a result with a
 * reason that contradicts it; they are here because a peer may send them.
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
    /** The application context name is not supported for now (2, 1, 2). */
    APPLICATION_CONTEXT_NAME_NOT_SUPPORTED_TRANSIENT(2, 1, 2),
    /** The caller is not known here (1, 1, 3). */
    CALLING_AE_TITLE_NOT_RECOGNIZED(1, 1, 3),
    /** The caller is not known here for now (2, 1, 3). */
    CALLING_AE_TITLE_NOT_RECOGNIZED_TRANSIENT(2, 1, 3),
    /** The called title is not ours (1, 1, 7). */
    CALLED_AE_TITLE_NOT_RECOGNIZED(1, 1, 7),
    /** The called title is not served for now (2, 1, 7). */
    CALLED_AE_TITLE_NOT_RECOGNIZED_TRANSIENT(2, 1, 7),
    /** The upper layer refuses for good and gives no reason (1, 2, 1). */
    PROVIDER_NO_REASON_GIVEN(1, 2, 1),
    /** The upper layer refuses for now and gives no reason (2, 2, 1). */
    PROVIDER_NO_REASON_GIVEN_TRANSIENT(2, 2, 1),
    /** The caller does not speak version 1 of the upper layer protocol (1, 2, 2). */
    PROTOCOL_VERSION_NOT_SUPPORTED(1, 2, 2),
    /** The protocol version is not supported for now (2, 2, 2). */
    PROTOCOL_VERSION_NOT_SUPPORTED_TRANSIENT(2, 2, 2),
    /** The server is busy or about to stop; the caller may try again (2, 3, 1). */
    TEMPORARY_CONGESTION(2, 3, 1),
    /** The server is busy, and says that for good; some peers do (1, 3, 1). */
    TEMPORARY_CONGESTION_PERMANENT(1, 3, 1),
    /** The server has as many associations as it may; the caller may try again (2, 3, 2). */
    LOCAL_LIMIT_EXCEEDED(2, 3, 2),
    /** The server has as many associations as it may, and says that for good; some peers do (1, 3, 2). */
    LOCAL_LIMIT_EXCEEDED_PERMANENT(1, 3, 2);

    private static final int TRANSIENT = 2;
    private static final int SERVICE_USER = 1;

    private final int result;
    private final int source;
    private final int reason;

    RejectReason(int result, int source, int reason) {
        this.result = result;
        this.source = source;
        this.reason = reason;
    }

    /**
     * Says it in words, for a person.
     *
     * @return what is wrong, whether for good or for now, who says so, and the three fields, in one line
     */
    public String description() {
        return "%s (rejected for %s by the %s; %d, %d, %d)"
                .formatted(
                        inWords(),
                        isTransient() ? "now" : "good",
                        source == SERVICE_USER ? "application" : "upper layer",
                        result,
                        source,
                        reason);
    }

    private String inWords() {
        return switch (this) {
            case NO_REASON_GIVEN,
                    NO_REASON_GIVEN_TRANSIENT,
                    PROVIDER_NO_REASON_GIVEN,
                    PROVIDER_NO_REASON_GIVEN_TRANSIENT -> "no reason is given";
            case APPLICATION_CONTEXT_NAME_NOT_SUPPORTED, APPLICATION_CONTEXT_NAME_NOT_SUPPORTED_TRANSIENT ->
                "the application context name is not supported";
            case CALLING_AE_TITLE_NOT_RECOGNIZED, CALLING_AE_TITLE_NOT_RECOGNIZED_TRANSIENT ->
                "the calling AE title is not recognized";
            case CALLED_AE_TITLE_NOT_RECOGNIZED, CALLED_AE_TITLE_NOT_RECOGNIZED_TRANSIENT ->
                "the called AE title is not recognized";
            case PROTOCOL_VERSION_NOT_SUPPORTED, PROTOCOL_VERSION_NOT_SUPPORTED_TRANSIENT ->
                "the protocol version is not supported";
            case TEMPORARY_CONGESTION, TEMPORARY_CONGESTION_PERMANENT -> "temporary congestion";
            case LOCAL_LIMIT_EXCEEDED, LOCAL_LIMIT_EXCEEDED_PERMANENT -> "a local limit is exceeded";
        };
    }

    /**
     * Tells whether the peer may take the same request later.
     *
     * @return whether the result is rejected-transient
     */
    public boolean isTransient() {
        return result == TRANSIENT;
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
