package org.pacsscp.core.internal.pdu;

/**
 * Presentation context item of an acceptance, PS3.8 Table 9-18.
 *
 * @param id the id of the proposed context
 * @param result the Result/Reason field: {@link #ACCEPTANCE}, or why it is refused
 * @param transferSyntax not significant unless the context is accepted: sent all the same, but not read; empty when absent
 */
public record PresentationContextResult(int id, int result, String transferSyntax) {
    /** The context is accepted. */
    public static final int ACCEPTANCE = 0;
}
