package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of N-CREATE, N-SET, N-GET and N-ACTION of unified procedure steps (PS3.4 section CC.2). C-FIND has those
 * of {@link FindStatus}.
 *
 * @since 0.1.0
 */
public final class UnifiedProcedureStepStatus {
    /** A warning: requested optional attributes are not supported (Tables CC.2.6-1, CC.2.7-1). */
    public static final DimseStatus OPTIONAL_ATTRIBUTES_NOT_SUPPORTED = DimseStatus.of(0x0001);

    /** A warning: the step was created with modifications (Table CC.2.5-4). */
    public static final DimseStatus CREATED_WITH_MODIFICATIONS = DimseStatus.of(0xB300);

    /** A warning: the deletion lock was not granted (Table CC.2.3-3). */
    public static final DimseStatus DELETION_LOCK_NOT_GRANTED = DimseStatus.of(0xB301);

    /** A warning: the step is in the requested state CANCELED already (Tables CC.2.1-2, CC.2.2-2). */
    public static final DimseStatus ALREADY_CANCELED = DimseStatus.of(0xB304);

    /** A warning: invalid values were coerced to valid ones (Table CC.2.6-1). */
    public static final DimseStatus COERCED_INVALID_VALUES = DimseStatus.of(0xB305);

    /** A warning: the step is in the requested state COMPLETED already (Table CC.2.1-2). */
    public static final DimseStatus ALREADY_COMPLETED_AS_REQUESTED = DimseStatus.of(0xB306);

    /** Failed: the step may no longer be updated (Tables CC.2.1-2, CC.2.6-1). */
    public static final DimseStatus MAY_NO_LONGER_BE_UPDATED = DimseStatus.of(0xC300);

    /** Failed: the correct Transaction UID was not provided (Tables CC.2.1-2, CC.2.6-1). */
    public static final DimseStatus WRONG_TRANSACTION_UID = DimseStatus.of(0xC301);

    /** Failed: the step is IN PROGRESS already (Table CC.2.1-2). */
    public static final DimseStatus ALREADY_IN_PROGRESS = DimseStatus.of(0xC302);

    /** Failed: a step may only become SCHEDULED by N-CREATE (Table CC.2.1-2). */
    public static final DimseStatus SCHEDULED_ONLY_BY_N_CREATE = DimseStatus.of(0xC303);

    /** Failed: the step has not met the requirements of the requested final state (Table CC.2.1-2). */
    public static final DimseStatus FINAL_STATE_REQUIREMENTS_NOT_MET = DimseStatus.of(0xC304);

    /** Failed: the SOP instance does not exist, or is no step that this SCP manages. */
    public static final DimseStatus NO_SUCH_STEP = DimseStatus.of(0xC307);

    /** Failed: the receiving AE title is unknown to this SCP (Table CC.2.3-3). */
    public static final DimseStatus RECEIVING_AE_TITLE_UNKNOWN = DimseStatus.of(0xC308);

    /** Failed: the provided state was not SCHEDULED (Table CC.2.5-4). */
    public static final DimseStatus NOT_SCHEDULED = DimseStatus.of(0xC309);

    /** Failed: the step is not, or not yet, IN PROGRESS (Tables CC.2.1-2, CC.2.6-1). */
    public static final DimseStatus NOT_IN_PROGRESS = DimseStatus.of(0xC310);

    /** Failed: the step to cancel is COMPLETED already (Table CC.2.2-2). */
    public static final DimseStatus ALREADY_COMPLETED = DimseStatus.of(0xC311);

    /** Failed: the performer cannot be contacted (Table CC.2.2-2). */
    public static final DimseStatus PERFORMER_CANNOT_BE_CONTACTED = DimseStatus.of(0xC312);

    /** Failed: the performer chooses not to cancel (Table CC.2.2-2). */
    public static final DimseStatus PERFORMER_CHOOSES_NOT_TO_CANCEL = DimseStatus.of(0xC313);

    /** Failed: the action is not appropriate for the instance (Table CC.2.3-3). */
    public static final DimseStatus ACTION_NOT_APPROPRIATE = DimseStatus.of(0xC314);

    /** Failed: this SCP does not support event reports (Table CC.2.3-3). */
    public static final DimseStatus EVENT_REPORTS_NOT_SUPPORTED = DimseStatus.of(0xC315);

    private UnifiedProcedureStepStatus() {}
}
