package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of RT machine verification (PS3.4 section DD.3.2).
 *
 * @since 0.1.0
 */
public final class MachineVerificationStatus {
    /** Failed: the machine verification instance was not found (Tables DD.3.2.2.3-1, DD.3.2.3-2). */
    public static final DimseStatus INSTANCE_NOT_FOUND = DimseStatus.of(0xC112);

    /** Failed: the referenced fraction group number does not exist in the referenced plan. */
    public static final DimseStatus NO_SUCH_FRACTION_GROUP = DimseStatus.of(0xC221);

    /** Failed: no beams exist within the referenced fraction group. */
    public static final DimseStatus NO_BEAMS_IN_FRACTION_GROUP = DimseStatus.of(0xC222);

    /** Failed: the SCU is verifying already, and the request cannot be processed now. */
    public static final DimseStatus ALREADY_VERIFYING = DimseStatus.of(0xC223);

    /** Failed: the referenced beam number was not found within the referenced fraction group. */
    public static final DimseStatus BEAM_NOT_FOUND = DimseStatus.of(0xC224);

    /** Failed: the referenced device or accessory is not supported. */
    public static final DimseStatus DEVICE_NOT_SUPPORTED = DimseStatus.of(0xC225);

    /** Failed: the referenced device or accessory was not found within the referenced beam. */
    public static final DimseStatus DEVICE_NOT_FOUND = DimseStatus.of(0xC226);

    /** Failed: no such object instance; the referenced RT plan was not found. */
    public static final DimseStatus RT_PLAN_NOT_FOUND = DimseStatus.of(0xC227);

    private MachineVerificationStatus() {}
}
