package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of C-FIND: query/retrieve (PS3.4 Table C.4-1), modality worklist (Table K.4-1), product characteristics
 * and substance approval (Table V.4-1) and unified procedure steps (Table CC.2.8-2).
 *
 * The relevant patient information query and the repository query have statuses of their own besides: {@link
 * RelevantPatientInformationStatus}, {@link RepositoryQueryStatus}.
 *
 * <pre>{@code
 * action.sendPending(FindStatus.OPTIONAL_KEYS_NOT_SUPPORTED.withDataSet(match));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FindStatus {
    /** A match; optional keys were supported in the same manner as required ones. */
    public static final DimseStatus PENDING = DimseStatus.PENDING;

    /** A match; some optional keys were not supported for existence or matching. */
    public static final DimseStatus OPTIONAL_KEYS_NOT_SUPPORTED = DimseStatus.of(0xFF01);

    /** Refused: out of resources. */
    public static final DimseStatus OUT_OF_RESOURCES = DimseStatus.of(0xA700);

    /** Error: the identifier does not match the SOP class. */
    public static final DimseStatus DATA_SET_DOES_NOT_MATCH_SOP_CLASS = DimseStatus.of(0xA900);

    /** Failed: unable to process. */
    public static final DimseStatus UNABLE_TO_PROCESS = DimseStatus.of(0xC000);

    /** Matching was terminated because the peer cancelled. */
    public static final DimseStatus CANCELED = DimseStatus.CANCEL;

    private FindStatus() {}

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
