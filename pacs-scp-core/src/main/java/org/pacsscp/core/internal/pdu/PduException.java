package org.pacsscp.core.internal.pdu;

import org.pacsscp.api.AbortReason;

/**
 * Bytes that are no PDU as PS3.8 section 9.3 defines it. The message names the PDU, the field, its offset from the
 * PDU's first byte, the value found and what was allowed, all as numbers: no text of the peer's gets into a log.
 */
public final class PduException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int TLS_HANDSHAKE = 0x16;

    private final AbortReason reason;

    private PduException(AbortReason reason, String message) {
        // No stack trace: a peer can cause these at will, and the message says it all.
        super(message, null, false, false);
        this.reason = reason;
    }

    static PduException unrecognized(int code) {
        String hint = code == TLS_HANDSHAKE ? "; a peer with TLS begins so: it needs a port with TLS" : "";
        return new PduException(
                AbortReason.UNRECOGNIZED_PDU,
                String.format("PDU type at offset 0 is %02XH, allowed: 01H to 07H%s", code, hint));
    }

    static PduException invalid(PduType pdu, String field, long offset, long found, String allowed) {
        return new PduException(
                AbortReason.INVALID_PDU_PARAMETER_VALUE,
                pdu + ": " + field + " at offset " + offset + " is " + found + ", allowed: " + allowed);
    }

    /** What an established association answers. Before one is established the answer is the engine's own. */
    public AbortReason reason() {
        return reason;
    }
}
