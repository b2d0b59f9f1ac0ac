package org.pacsscp.core.internal.ul;

import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.pdu.UserInformation;

/**
 * What a peer says of itself, whichever side it is.
 *
 * @param maxPduLength the longest P-DATA-TF that it takes (PS3.8 D.1); 0 means no limit
 * @param implementationClassUid if it is a UID (PS3.7 D.3.3.2)
 * @param implementationVersionName if it has one (PS3.7 D.3.3.2)
 */
record PeerInformation(
        long maxPduLength, Optional<Uid> implementationClassUid, Optional<String> implementationVersionName) {
    /** What is assumed of a peer that sends no maximum length: the one that PS3.8 9.2 once had as the default. */
    private static final long ASSUMED_PDU_LENGTH = 16_384;

    /** A P-DATA-TF with a fragment of two bytes: less could carry nothing of even length (PS3.8 Annex E). */
    private static final long LEAST_PDU_LENGTH = 8;

    /** PS3.7 Tables D.3-3 and D.3-4. What a peer sends beyond it need not be kept as long as the association lasts. */
    private static final int MAX_NAME_LENGTH = 16;

    static PeerInformation of(UserInformation information) {
        String uid = information.implementationClassUid();
        String name = information.implementationVersionName();
        return new PeerInformation(
                information.maximumLength().orElse(ASSUMED_PDU_LENGTH),
                Uid.isValid(uid) ? Optional.of(Uid.of(uid)) : Optional.empty(),
                name.isEmpty()
                        ? Optional.empty()
                        : Optional.of(name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH))));
    }

    boolean leavesNoRoomForData() {
        return maxPduLength > 0 && maxPduLength < LEAST_PDU_LENGTH;
    }
}
