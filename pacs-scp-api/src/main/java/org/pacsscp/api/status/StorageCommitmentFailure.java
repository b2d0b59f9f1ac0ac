package org.pacsscp.api.status;

/**
 * Why storage commitment is not given for an instance: the values of Failure Reason (0008,1197) in the event of storage
 * commitment (PS3.3 section C.14.1.1).
 *
 * <p>These stand in the data set. The N-ACTION and N-EVENT-REPORT of storage commitment themselves have no statuses of
 * their own (PS3.4 sections J.3.2.1.4 and J.3.3.1.4), only those of {@link org.pacsscp.api.DimseStatus}.
 *
 * @since 0.1.0
 */
public final class StorageCommitmentFailure {
    /** A general failure in processing the operation. */
    public static final int PROCESSING_FAILURE = 0x0110;

    /** The SOP instance was not available. */
    public static final int NO_SUCH_OBJECT_INSTANCE = 0x0112;

    /** The SOP class of the instance is not the one that is registered for it. */
    public static final int CLASS_INSTANCE_CONFLICT = 0x0119;

    /** The SOP class is not supported. */
    public static final int REFERENCED_SOP_CLASS_NOT_SUPPORTED = 0x0122;

    /** The Transaction UID of the request is in use already. */
    public static final int DUPLICATE_TRANSACTION_UID = 0x0131;

    /** There are not enough resources to store the instance. */
    public static final int RESOURCE_LIMITATION = 0x0213;

    private StorageCommitmentFailure() {}
}
