package org.pacsscp.api.status;

import org.pacsscp.api.DimseStatus;

/**
 * Statuses of N-ACTION of application event logging: procedural events (PS3.4 Table P.2-3) and substance
 * administration (Table P.3-3).
 *
 * @since 0.1.0
 */
public final class ApplicationEventLoggingStatus {
    /** A warning: the Synchronization Frame of Reference UID is not the SCP's (Table P.2-3). */
    public static final DimseStatus FRAME_OF_REFERENCE_DOES_NOT_MATCH = DimseStatus.of(0xB101);

    /** A warning: the event was logged under a different Study Instance UID (Table P.2-3). */
    public static final DimseStatus STUDY_INSTANCE_UID_COERCED = DimseStatus.of(0xB102);

    /** A warning: ids are inconsistent in matching a current study; the event was logged (Table P.2-3). */
    public static final DimseStatus INCONSISTENT_IDS_LOGGED = DimseStatus.of(0xB104);

    /** Failed: procedural logging is not available for this Study Instance UID (Table P.2-3). */
    public static final DimseStatus LOGGING_NOT_AVAILABLE = DimseStatus.of(0xC101);

    /** Failed: the event information does not match the template (Table P.2-3). */
    public static final DimseStatus EVENT_DOES_NOT_MATCH_TEMPLATE = DimseStatus.of(0xC102);

    /** Failed: the event cannot be matched to a current study (Table P.2-3). */
    public static final DimseStatus NO_CURRENT_STUDY = DimseStatus.of(0xC103);

    /** Failed: ids are inconsistent in matching a current study; the event was not logged (Table P.2-3). */
    public static final DimseStatus INCONSISTENT_IDS_NOT_LOGGED = DimseStatus.of(0xC104);

    /** Refused: the operator may not add an entry to the medication administration record (Table P.3-3). */
    public static final DimseStatus OPERATOR_NOT_AUTHORIZED = DimseStatus.of(0xC10E);

    /** Failed: Patient ID (0010,0020) or Admission ID (0038,0010) identify no patient (Table P.3-3). */
    public static final DimseStatus PATIENT_CANNOT_BE_IDENTIFIED = DimseStatus.of(0xC110);

    /** Failed: the medication administration record could not be updated (Table P.3-3). */
    public static final DimseStatus UPDATE_FAILED = DimseStatus.of(0xC111);

    private ApplicationEventLoggingStatus() {}
}
