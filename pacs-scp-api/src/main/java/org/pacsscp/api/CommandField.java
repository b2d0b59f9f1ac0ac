package org.pacsscp.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kind of a DIMSE message: the values of Command Field (0000,0100) (PS3.7 Table E.1-1).
 *
 * @since 0.1.0
 */
public enum CommandField {
    /** C-STORE request. */
    C_STORE_RQ(0x0001),
    /** C-STORE response. */
    C_STORE_RSP(0x8001),
    /** C-GET request. */
    C_GET_RQ(0x0010),
    /** C-GET response. */
    C_GET_RSP(0x8010),
    /** C-FIND request. */
    C_FIND_RQ(0x0020),
    /** C-FIND response. */
    C_FIND_RSP(0x8020),
    /** C-MOVE request. */
    C_MOVE_RQ(0x0021),
    /** C-MOVE response. */
    C_MOVE_RSP(0x8021),
    /** C-ECHO request. */
    C_ECHO_RQ(0x0030),
    /** C-ECHO response. */
    C_ECHO_RSP(0x8030),
    /** N-EVENT-REPORT request. */
    N_EVENT_REPORT_RQ(0x0100),
    /** N-EVENT-REPORT response. */
    N_EVENT_REPORT_RSP(0x8100),
    /** N-GET request. */
    N_GET_RQ(0x0110),
    /** N-GET response. */
    N_GET_RSP(0x8110),
    /** N-SET request. */
    N_SET_RQ(0x0120),
    /** N-SET response. */
    N_SET_RSP(0x8120),
    /** N-ACTION request. */
    N_ACTION_RQ(0x0130),
    /** N-ACTION response. */
    N_ACTION_RSP(0x8130),
    /** N-CREATE request. */
    N_CREATE_RQ(0x0140),
    /** N-CREATE response. */
    N_CREATE_RSP(0x8140),
    /** N-DELETE request. */
    N_DELETE_RQ(0x0150),
    /** N-DELETE response. */
    N_DELETE_RSP(0x8150),
    /** C-CANCEL request, which has no response. */
    C_CANCEL_RQ(0x0FFF);

    private static final int RESPONSE_BIT = 0x8000;
    private static final Map<Integer, CommandField> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CommandField::code, Function.identity()));

    private final int code;

    CommandField(int code) {
        this.code = code;
    }

    /**
     * Finds the kind of a value on the wire.
     *
     * @param code the value of (0000,0100)
     * @return the kind; empty if PS3.7 has none
     */
    public static Optional<CommandField> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /**
     * Returns the value on the wire.
     *
     * @return 0 to FFFFH
     */
    public int code() {
        return code;
    }

    /**
     * Tells a request from a response.
     *
     * @return whether this is a request, C-CANCEL among them
     */
    public boolean isRequest() {
        return (code & RESPONSE_BIT) == 0;
    }

    /**
     * Returns the kind that answers this request.
     *
     * @return the response
     * @throws IllegalStateException if this is a response itself, or C-CANCEL, which nobody answers
     */
    public CommandField response() {
        CommandField response = isRequest() ? BY_CODE.get(code | RESPONSE_BIT) : null;
        if (response == null) {
            throw new IllegalStateException(this + " has no response");
        }
        return response;
    }

    /**
     * Tells the normalized services from the composite ones.
     *
     * @return whether this belongs to an N- service
     */
    public boolean isNormalized() {
        int operation = code & ~RESPONSE_BIT;
        return operation >= 0x0100 && operation <= 0x0150;
    }

    /** Returns the standard's name, such as {@code C-ECHO-RQ}. */
    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}
