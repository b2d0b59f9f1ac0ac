package org.pacsscp.api;

/**
 * Why an association was aborted: the source and reason of an A-ABORT (PS3.8 Table 9-26).
 *
 * @since 0.1.0
 */
public enum AbortReason {
    /** The application wanted it so; it gives no reason (source 0, reason 0). */
    SERVICE_USER(0, 0),
    /** The upper layer gives no reason (source 2, reason 0). */
    REASON_NOT_SPECIFIED(2, 0),
    /** A PDU of an unknown type came (source 2, reason 1). */
    UNRECOGNIZED_PDU(2, 1),
    /** A PDU came that the state of the association does not allow (source 2, reason 2). */
    UNEXPECTED_PDU(2, 2),
    /** A PDU had a parameter that is unknown (source 2, reason 4). */
    UNRECOGNIZED_PDU_PARAMETER(2, 4),
    /** A PDU had a parameter that is known but has no place there (source 2, reason 5). */
    UNEXPECTED_PDU_PARAMETER(2, 5),
    /** A PDU had a parameter with an impossible value (source 2, reason 6). */
    INVALID_PDU_PARAMETER_VALUE(2, 6);

    private final int source;
    private final int reason;

    AbortReason(int source, int reason) {
        this.source = source;
        this.reason = reason;
    }

    /**
     * Says it in words, for a person.
     *
     * @return what is wrong, who says so, and the two fields, in one line
     */
    public String description() {
        String words = switch (this) {
            case SERVICE_USER, REASON_NOT_SPECIFIED -> "no reason is given";
            case UNRECOGNIZED_PDU -> "a PDU is not recognized";
            case UNEXPECTED_PDU -> "a PDU is not expected";
            case UNRECOGNIZED_PDU_PARAMETER -> "a parameter of a PDU is not recognized";
            case UNEXPECTED_PDU_PARAMETER -> "a parameter of a PDU is not expected";
            case INVALID_PDU_PARAMETER_VALUE -> "a parameter of a PDU has an invalid value";
        };
        return "%s (aborted by the %s; %d, %d)"
                .formatted(words, this == SERVICE_USER ? "application" : "upper layer", source, reason);
    }

    /**
     * Returns the source field.
     *
     * @return 0 for the service-user, 2 for the service-provider
     */
    public int source() {
        return source;
    }

    /**
     * Returns the reason field.
     *
     * @return the value on the wire, 0 to 6
     */
    public int reason() {
        return reason;
    }
}
