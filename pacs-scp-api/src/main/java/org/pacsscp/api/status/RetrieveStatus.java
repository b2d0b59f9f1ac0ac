package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of C-MOVE and C-GET: query/retrieve (PS3.4 Tables C.4-2 and C.4-3), retrieval of composite instances
 * (Tables Y.4-1 and Y.4-2) and without bulk data (Table Z.4-1).
 *
 * <pre>{@code
 * return RetrieveStatus.MOVE_DESTINATION_UNKNOWN;
 * }</pre>
 *
 * @since 0.1.0
 */
public final class RetrieveStatus {
    /** Sub-operations are continuing. */
    public static final DimseStatus PENDING = DimseStatus.PENDING;

    /** Refused: out of resources, unable to calculate the number of matches. */
    public static final DimseStatus UNABLE_TO_CALCULATE_NUMBER_OF_MATCHES = DimseStatus.of(0xA701);

    /** Refused: out of resources, unable to perform sub-operations. */
    public static final DimseStatus UNABLE_TO_PERFORM_SUB_OPERATIONS = DimseStatus.of(0xA702);

    /** Refused: the move destination is unknown. Only of C-MOVE. */
    public static final DimseStatus MOVE_DESTINATION_UNKNOWN = DimseStatus.of(0xA801);

    /** Error: the identifier does not match the SOP class. */
    public static final DimseStatus DATA_SET_DOES_NOT_MATCH_SOP_CLASS = DimseStatus.of(0xA900);

    /** Failed: none of the frames requested were found in the SOP instance (Tables Y.4-1, Y.4-2). */
    public static final DimseStatus FRAMES_NOT_FOUND = DimseStatus.of(0xAA00);

    /** Failed: unable to create a new object for this SOP class (Tables Y.4-1, Y.4-2). */
    public static final DimseStatus UNABLE_TO_CREATE_OBJECT = DimseStatus.of(0xAA01);

    /** Failed: unable to extract frames (Tables Y.4-1, Y.4-2). */
    public static final DimseStatus UNABLE_TO_EXTRACT_FRAMES = DimseStatus.of(0xAA02);

    /** Failed: a time-based request for a SOP instance that is not time-based (Tables Y.4-1, Y.4-2). */
    public static final DimseStatus NOT_TIME_BASED = DimseStatus.of(0xAA03);

    /** Failed: invalid request (Tables Y.4-1, Y.4-2). */
    public static final DimseStatus INVALID_REQUEST = DimseStatus.of(0xAA04);

    /** A warning: sub-operations are complete, one or more with a failure or, of C-GET, a warning. */
    public static final DimseStatus SUB_OPERATIONS_COMPLETE_WITH_FAILURES_OR_WARNINGS = DimseStatus.of(0xB000);

    /** Failed: unable to process. */
    public static final DimseStatus UNABLE_TO_PROCESS = DimseStatus.of(0xC000);

    /** Sub-operations were terminated because the peer cancelled. */
    public static final DimseStatus CANCELED = DimseStatus.CANCEL;

    private RetrieveStatus() {}

    /**
     * Makes a status of the range {@link #UNABLE_TO_PROCESS}.
     *
     * @param detail the implementation's own code for the cause, 0 to FFFH
     * @return the status CxxxH with this detail
     * @throws IllegalArgumentException if the detail is out of range
     */
    public static DimseStatus unableToProcess(int detail) {
        return CodeRange.of(0xC000, 0xFFF, detail);
    }
}
