package org.pacsscp.audit;

/**
 * What a security alert is about: PS3.16 CID 403, without what has a message of its own, such as Login.
 *
 * @since 0.1.0
 */
public enum SecurityAlertType {
    /** A node was authenticated, or was not. */
    NODE_AUTHENTICATION("110126", "Node Authentication"),
    /** Somebody began to use rights for emergencies. */
    EMERGENCY_OVERRIDE_STARTED("110127", "Emergency Override Started"),
    /** The network was configured. */
    NETWORK_CONFIGURATION("110128", "Network Configuration"),
    /** Security was configured. */
    SECURITY_CONFIGURATION("110129", "Security Configuration"),
    /** Hardware was configured. */
    HARDWARE_CONFIGURATION("110130", "Hardware Configuration"),
    /** Software was configured. */
    SOFTWARE_CONFIGURATION("110131", "Software Configuration"),
    /** Somebody has used, or has tried to use, what is not for everybody. */
    USE_OF_RESTRICTED_FUNCTION("110132", "Use of Restricted Function"),
    /** Audit messages are not recorded any more. */
    AUDIT_RECORDING_STOPPED("110133", "Audit Recording Stopped"),
    /** Audit messages are recorded from now on. */
    AUDIT_RECORDING_STARTED("110134", "Audit Recording Started"),
    /** The security attributes of an object were changed. */
    OBJECT_SECURITY_ATTRIBUTES_CHANGED("110135", "Object Security Attributes Changed"),
    /** Roles were changed. */
    SECURITY_ROLES_CHANGED("110136", "Security Roles Changed"),
    /** The security attributes of a user were changed. */
    USER_SECURITY_ATTRIBUTES_CHANGED("110137", "User Security Attributes Changed"),
    /** Rights for emergencies are not used any more. */
    EMERGENCY_OVERRIDE_STOPPED("110138", "Emergency Override Stopped"),
    /** Somebody began to service the machine from afar. */
    REMOTE_SERVICE_OPERATION_STARTED("110139", "Remote Service Operation Started"),
    /** The service from afar has ended. */
    REMOTE_SERVICE_OPERATION_STOPPED("110140", "Remote Service Operation Stopped"),
    /** Somebody began to service the machine where it stands. */
    LOCAL_SERVICE_OPERATION_STARTED("110141", "Local Service Operation Started"),
    /** The service where it stands has ended. */
    LOCAL_SERVICE_OPERATION_STOPPED("110142", "Local Service Operation Stopped"),
    /** Somebody was authenticated, or was not. */
    AUTHENTICATION_DECISION("110143", "Authentication Decision"),
    /** Somebody was given a right, or was not. */
    AUTHORIZATION_DECISION("110144", "Authorization Decision"),
    /** A session has begun. */
    SESSION_START("110145", "Session start"),
    /** A session has ended. */
    SESSION_STOP("110146", "Session stop"),
    /** Somebody was given access to something, or was not. */
    ACCESS_CONTROL_DECISION("110147", "Access Control Decision");

    private final String value;
    private final String meaning;

    SecurityAlertType(String value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    Code code() {
        return Code.dcm(value, meaning);
    }
}
