package org.pacsscp.api;

/**
 * The elements of command sets by name (PS3.7 Tables E.1-1 and E.2-1): their numbers within group 0000, as
 * {@link CommandSet} and {@link CommandElements} take them.
 *
 * <pre>{@code
 * OptionalInt errorId = action.command().number(CommandTag.ERROR_ID);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CommandTag {
    /** Command Group Length (0000,0000), VR UL, VM 1. */
    public static final int COMMAND_GROUP_LENGTH = 0x0000;

    /** Affected SOP Class UID (0000,0002), VR UI, VM 1. */
    public static final int AFFECTED_SOP_CLASS_UID = 0x0002;

    /** Requested SOP Class UID (0000,0003), VR UI, VM 1. */
    public static final int REQUESTED_SOP_CLASS_UID = 0x0003;

    /** Command Field (0000,0100), VR US, VM 1. */
    public static final int COMMAND_FIELD = 0x0100;

    /** Message ID (0000,0110), VR US, VM 1. */
    public static final int MESSAGE_ID = 0x0110;

    /** Message ID Being Responded To (0000,0120), VR US, VM 1. */
    public static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;

    /** Move Destination (0000,0600), VR AE, VM 1. */
    public static final int MOVE_DESTINATION = 0x0600;

    /** Priority (0000,0700), VR US, VM 1. */
    public static final int PRIORITY = 0x0700;

    /** Command Data Set Type (0000,0800), VR US, VM 1. */
    public static final int COMMAND_DATA_SET_TYPE = 0x0800;

    /** Status (0000,0900), VR US, VM 1. */
    public static final int STATUS = 0x0900;

    /** Offending Element (0000,0901), VR AT, VM 1-n. */
    public static final int OFFENDING_ELEMENT = 0x0901;

    /** Error Comment (0000,0902), VR LO, VM 1. */
    public static final int ERROR_COMMENT = 0x0902;

    /** Error ID (0000,0903), VR US, VM 1. */
    public static final int ERROR_ID = 0x0903;

    /** Affected SOP Instance UID (0000,1000), VR UI, VM 1. */
    public static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;

    /** Requested SOP Instance UID (0000,1001), VR UI, VM 1. */
    public static final int REQUESTED_SOP_INSTANCE_UID = 0x1001;

    /** Event Type ID (0000,1002), VR US, VM 1. */
    public static final int EVENT_TYPE_ID = 0x1002;

    /** Attribute Identifier List (0000,1005), VR AT, VM 1-n. */
    public static final int ATTRIBUTE_IDENTIFIER_LIST = 0x1005;

    /** Action Type ID (0000,1008), VR US, VM 1. */
    public static final int ACTION_TYPE_ID = 0x1008;

    /** Number of Remaining Sub-operations (0000,1020), VR US, VM 1. */
    public static final int NUMBER_OF_REMAINING_SUBOPERATIONS = 0x1020;

    /** Number of Completed Sub-operations (0000,1021), VR US, VM 1. */
    public static final int NUMBER_OF_COMPLETED_SUBOPERATIONS = 0x1021;

    /** Number of Failed Sub-operations (0000,1022), VR US, VM 1. */
    public static final int NUMBER_OF_FAILED_SUBOPERATIONS = 0x1022;

    /** Number of Warning Sub-operations (0000,1023), VR US, VM 1. */
    public static final int NUMBER_OF_WARNING_SUBOPERATIONS = 0x1023;

    /** Move Originator Application Entity Title (0000,1030), VR AE, VM 1. */
    public static final int MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE = 0x1030;

    /** Move Originator Message ID (0000,1031), VR US, VM 1. */
    public static final int MOVE_ORIGINATOR_MESSAGE_ID = 0x1031;

    /** Command Length to End (0000,0001), VR UL, VM 1. Retired. */
    public static final int COMMAND_LENGTH_TO_END = 0x0001;

    /** Command Recognition Code (0000,0010), VR SH, VM 1. Retired. */
    public static final int COMMAND_RECOGNITION_CODE = 0x0010;

    /** Initiator (0000,0200), VR AE, VM 1. Retired. */
    public static final int INITIATOR = 0x0200;

    /** Receiver (0000,0300), VR AE, VM 1. Retired. */
    public static final int RECEIVER = 0x0300;

    /** Find Location (0000,0400), VR AE, VM 1. Retired. */
    public static final int FIND_LOCATION = 0x0400;

    /** Number of Matches (0000,0850), VR US, VM 1. Retired. */
    public static final int NUMBER_OF_MATCHES = 0x0850;

    /** Response Sequence Number (0000,0860), VR US, VM 1. Retired. */
    public static final int RESPONSE_SEQUENCE_NUMBER = 0x0860;

    /** Dialog Receiver (0000,4000), VR LT, VM 1. Retired. */
    public static final int DIALOG_RECEIVER = 0x4000;

    /** Terminal Type (0000,4010), VR LT, VM 1. Retired. */
    public static final int TERMINAL_TYPE = 0x4010;

    /** Message Set ID (0000,5010), VR SH, VM 1. Retired. */
    public static final int MESSAGE_SET_ID = 0x5010;

    /** End Message ID (0000,5020), VR SH, VM 1. Retired. */
    public static final int END_MESSAGE_ID = 0x5020;

    /** Display Format (0000,5110), VR LT, VM 1. Retired. */
    public static final int DISPLAY_FORMAT = 0x5110;

    /** Page Position ID (0000,5120), VR LT, VM 1. Retired. */
    public static final int PAGE_POSITION_ID = 0x5120;

    /** Text Format ID (0000,5130), VR CS, VM 1. Retired. */
    public static final int TEXT_FORMAT_ID = 0x5130;

    /** Normal/Reverse (0000,5140), VR CS, VM 1. Retired. */
    public static final int NORMAL_REVERSE = 0x5140;

    /** Add Gray Scale (0000,5150), VR CS, VM 1. Retired. */
    public static final int ADD_GRAY_SCALE = 0x5150;

    /** Borders (0000,5160), VR CS, VM 1. Retired. */
    public static final int BORDERS = 0x5160;

    /** Copies (0000,5170), VR IS, VM 1. Retired. */
    public static final int COPIES = 0x5170;

    /** Command Magnification Type (0000,5180), VR CS, VM 1. Retired. */
    public static final int COMMAND_MAGNIFICATION_TYPE = 0x5180;

    /** Erase (0000,5190), VR CS, VM 1. Retired. */
    public static final int ERASE = 0x5190;

    /** Print (0000,51A0), VR CS, VM 1. Retired. */
    public static final int PRINT = 0x51A0;

    /** Overlays (0000,51B0), VR US, VM 1-n. Retired. */
    public static final int OVERLAYS = 0x51B0;

    private CommandTag() {}
}
