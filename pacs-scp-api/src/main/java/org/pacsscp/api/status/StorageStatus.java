package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of C-STORE (PS3.4 Table B.2-1; for non-patient objects PS3.4 Table GG.4-1).
 *
 * <pre>{@code
 * return StorageStatus.OUT_OF_RESOURCES.withErrorComment("disk full");
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StorageStatus {
    /** Refused: out of resources; the peer may try again later. */
    public static final DimseStatus OUT_OF_RESOURCES = DimseStatus.of(0xA700);

    /** Error: the data set does not match the SOP class; it is not stored. */
    public static final DimseStatus DATA_SET_DOES_NOT_MATCH_SOP_CLASS = DimseStatus.of(0xA900);

    /** Error: the data set cannot be understood; it is not stored. */
    public static final DimseStatus CANNOT_UNDERSTAND = DimseStatus.of(0xC000);

    /** A warning: stored, with data elements coerced. */
    public static final DimseStatus COERCION_OF_DATA_ELEMENTS = DimseStatus.of(0xB000);

    /** A warning: stored, without some of the elements. */
    public static final DimseStatus ELEMENTS_DISCARDED = DimseStatus.of(0xB006);

    /** A warning: stored, although the data set does not match the SOP class. */
    public static final DimseStatus DATA_SET_DOES_NOT_MATCH_SOP_CLASS_WARNING = DimseStatus.of(0xB007);

    private StorageStatus() {}

    /**
     * Makes a status of the range {@link #OUT_OF_RESOURCES}.
     *
     * @param detail the implementation's own code for the cause, 0 to FFH
     * @return the status A7xxH with this detail
     * @throws IllegalArgumentException if the detail is out of range
     */
    public static DimseStatus outOfResources(int detail) {
        return CodeRange.of(0xA700, 0xFF, detail);
    }

    /**
     * Makes a status of the range {@link #DATA_SET_DOES_NOT_MATCH_SOP_CLASS}.
     *
     * @param detail the implementation's own code for the cause, 0 to FFH
     * @return the status A9xxH with this detail
     * @throws IllegalArgumentException if the detail is out of range
     */
    public static DimseStatus dataSetDoesNotMatchSopClass(int detail) {
        return CodeRange.of(0xA900, 0xFF, detail);
    }

    /**
     * Makes a status of the range {@link #CANNOT_UNDERSTAND}.
     *
     * @param detail the implementation's own code for the cause, 0 to FFFH
     * @return the status CxxxH with this detail
     * @throws IllegalArgumentException if the detail is out of range
     */
    public static DimseStatus cannotUnderstand(int detail) {
        return CodeRange.of(0xC000, 0xFFF, detail);
    }
}
