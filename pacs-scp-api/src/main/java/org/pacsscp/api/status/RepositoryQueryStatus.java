package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of C-FIND of the repository query (PS3.4 Table C.6.4.3-1), besides those of {@link FindStatus}.
 *
 * @since 0.1.0
 */
public final class RepositoryQueryStatus {
    /** Failed: Prior Record Key (0008,041C) names no place to go on from. */
    public static final DimseStatus INVALID_PRIOR_RECORD_KEY = DimseStatus.of(0xA710);

    /** A warning: the limit of responses was reached; a subsequent request may return more. */
    public static final DimseStatus RESPONSE_LIMIT_REACHED = DimseStatus.of(0xB001);

    private RepositoryQueryStatus() {}
}
