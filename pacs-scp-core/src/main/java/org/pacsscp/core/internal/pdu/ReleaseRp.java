package org.pacsscp.core.internal.pdu;

/** A-RELEASE-RP, PS3.8 Table 9-25: nothing but reserved bytes. */
public record ReleaseRp() implements Pdu {
    @Override
    public PduType type() {
        return PduType.RELEASE_RP;
    }
}
