package org.pacsscp.audit;

/**
 * What was done to instances: EventActionCode (PS3.15 Table A.5.2-1) of the messages that leave a choice.
 *
 * @since 0.1.0
 */
public enum AuditAction {
    /** They were not there before. */
    CREATE,
    /** They were read, or nobody knows whether they were there before. */
    READ,
    /** They were changed. */
    UPDATE,
    /** They were deleted. */
    DELETE;

    /** Returns the letter that stands for it in a message. */
    String code() {
        return name().substring(0, 1);
    }
}
