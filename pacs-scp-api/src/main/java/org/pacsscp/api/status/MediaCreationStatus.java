package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of media creation management (PS3.4 section S.3.2).
 *
 * @since 0.1.0
 */
public final class MediaCreationStatus {
    /** A warning of N-GET: requested optional attributes are not supported (Table S.3.2.4.4-1). */
    public static final DimseStatus OPTIONAL_ATTRIBUTES_NOT_SUPPORTED = DimseStatus.of(0x0001);

    /** Failed: an Initiate Media Creation action was received for this SOP instance already (Table S.3.2.2.4-1). */
    public static final DimseStatus ALREADY_INITIATED = DimseStatus.of(0xA510);

    /** Failed: the media creation request is completed already (Table S.3.2.3.4-1). */
    public static final DimseStatus ALREADY_COMPLETED = DimseStatus.of(0xC201);

    /** Failed: the request is in progress and cannot be interrupted (Table S.3.2.3.4-1). */
    public static final DimseStatus CANNOT_BE_INTERRUPTED = DimseStatus.of(0xC202);

    /** Failed: cancellation is denied for an unspecified reason (Table S.3.2.3.4-1). */
    public static final DimseStatus CANCELLATION_DENIED = DimseStatus.of(0xC203);

    private MediaCreationStatus() {}
}
