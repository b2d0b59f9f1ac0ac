package org.pacsscp.core.internal.pdu;

import java.util.List;

/**
 * Sub-item 57H, PS3.7 Tables D.3-12 and D.3-13.
 *
 * @param sopClassUid the SOP class it is about
 * @param serviceClassUid the service class that it belongs to
 * @param relatedGeneralSopClassUids none or more SOP classes as which it may be treated
 */
public record SopClassCommonExtendedNegotiation(
        String sopClassUid, String serviceClassUid, List<String> relatedGeneralSopClassUids) {
    public SopClassCommonExtendedNegotiation {
        relatedGeneralSopClassUids = List.copyOf(relatedGeneralSopClassUids);
    }
}
