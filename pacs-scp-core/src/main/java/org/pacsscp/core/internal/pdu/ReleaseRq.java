package org.pacsscp.core.internal.pdu;

/** A-RELEASE-RQ, PS3.8 Table 9-24: nothing but reserved bytes. */
public record ReleaseRq() implements Pdu {
    @Override
    public PduType type() {
        return PduType.RELEASE_RQ;
    }
}
