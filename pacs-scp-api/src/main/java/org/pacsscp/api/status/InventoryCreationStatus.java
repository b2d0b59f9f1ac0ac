package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of N-ACTION of inventory creation (PS3.4 Table KK.2.2.3-1), besides those of PS3.7 Annex C.
 *
 * @since 0.1.0
 */
public final class InventoryCreationStatus {
    /** A warning: key attributes are not supported for matching; Attribute Identifier List (0000,1005) names them. */
    public static final DimseStatus KEY_ATTRIBUTES_NOT_SUPPORTED = DimseStatus.of(0xB010);

    private InventoryCreationStatus() {}
}
