package org.pacsscp.core.internal.ul;

/** What the actions of PS3.8 Tables 9-6 to 9-9 consist of. */
public enum Effect {
    OPEN_CONNECTION,
    TAKE_CONNECTION,
    START_ARTIM,
    STOP_ARTIM,
    SEND_ASSOCIATE_RQ,
    SEND_ASSOCIATE_AC,
    SEND_ASSOCIATE_RJ,
    SEND_DATA,
    SEND_RELEASE_RQ,
    SEND_RELEASE_RP,
    SEND_ABORT_OF_USER,
    SEND_ABORT_OF_PROVIDER,
    /** The standard names no source for it. */
    SEND_ABORT,
    INDICATE_ASSOCIATE,
    CONFIRM_ACCEPTANCE,
    CONFIRM_REJECTION,
    INDICATE_DATA,
    INDICATE_RELEASE,
    CONFIRM_RELEASE,
    INDICATE_ABORT,
    INDICATE_P_ABORT,
    CLOSE
}
