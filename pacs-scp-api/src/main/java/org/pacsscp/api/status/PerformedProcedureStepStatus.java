package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of the modality performed procedure step: N-SET (PS3.4 Table F.7.2-2) and N-GET (Table F.8.2-2).
 *
 * <pre>{@code
 * return PerformedProcedureStepStatus.MAY_NO_LONGER_BE_UPDATED;
 * }</pre>
 *
 * @since 0.1.0
 */
public final class PerformedProcedureStepStatus {
    /**
     * Failed, with the standard's error comment: the step is completed or discontinued. Error ID (0000,0903) may say
     * {@link #MAY_NO_LONGER_BE_UPDATED_ERROR_ID} besides.
     */
    public static final DimseStatus MAY_NO_LONGER_BE_UPDATED =
            DimseStatus.PROCESSING_FAILURE.withErrorComment("Performed Procedure Step Object may no longer be updated");

    /** A warning of N-GET: requested optional attributes are not supported. */
    public static final DimseStatus OPTIONAL_ATTRIBUTES_NOT_SUPPORTED = DimseStatus.of(0x0001);

    /** The value of Error ID (0000,0903) that goes with {@link #MAY_NO_LONGER_BE_UPDATED}. */
    public static final int MAY_NO_LONGER_BE_UPDATED_ERROR_ID = 0xA710;

    private PerformedProcedureStepStatus() {}
}
