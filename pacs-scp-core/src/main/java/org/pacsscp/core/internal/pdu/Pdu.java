package org.pacsscp.core.internal.pdu;

/** A PDU that is held whole. A P-DATA-TF never is, so it has no record: it passes through {@link PduReader}. */
public sealed interface Pdu permits AssociateRq, AssociateAc, AssociateRj, ReleaseRq, ReleaseRp, Abort {
    PduType type();
}
