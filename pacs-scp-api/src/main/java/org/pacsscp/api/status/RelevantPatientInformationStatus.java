package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of C-FIND of the relevant patient information query (PS3.4 Table Q.2-1), besides those of {@link
 * FindStatus}.
 *
 * @since 0.1.0
 */
public final class RelevantPatientInformationStatus {
    /** Failed: more than one match was found. */
    public static final DimseStatus MORE_THAN_ONE_MATCH = DimseStatus.of(0xC100);

    /** Failed: unable to support the requested template. */
    public static final DimseStatus TEMPLATE_NOT_SUPPORTED = DimseStatus.of(0xC200);

    private RelevantPatientInformationStatus() {}
}
