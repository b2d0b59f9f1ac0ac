package org.pacsscp.core.internal.pdu;

/**
 * A-ABORT, PS3.8 Table 9-26.
 *
 * @param source 0 the service-user, 2 the service-provider
 * @param reason significant only where the source is the service-provider
 */
public record Abort(int source, int reason) implements Pdu {
    @Override
    public PduType type() {
        return PduType.ABORT;
    }
}
