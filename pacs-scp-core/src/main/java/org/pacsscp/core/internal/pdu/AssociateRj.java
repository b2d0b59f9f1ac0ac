package org.pacsscp.core.internal.pdu;

/**
 * A-ASSOCIATE-RJ, PS3.8 Table 9-21.
 *
 * @param result 1 permanent, 2 transient
 * @param source who rejects; it gives the reason its meaning
 * @param reason the Reason/Diag. field
 */
public record AssociateRj(int result, int source, int reason) implements Pdu {
    @Override
    public PduType type() {
        return PduType.ASSOCIATE_RJ;
    }
}
