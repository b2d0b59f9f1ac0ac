package org.pacsscp.core.internal.pdu;

import java.util.Arrays;
import org.pacsscp.api.RejectReason;

/**
 * A-ASSOCIATE-RJ, PS3.8 Table 9-21.
 *
 * @param reason its result, source and reason
 */
public record AssociateRj(RejectReason reason) implements Pdu {
    private static final int TRANSIENT = 2;
    private static final int SERVICE_USER = 1;

    /** Reads the three fields. Values that are reserved give no reason: the peer has rejected us all the same. */
    static AssociateRj of(int result, int source, int reason) {
        return new AssociateRj(Arrays.stream(RejectReason.values())
                .filter(known -> known.result() == result && known.source() == source && known.reason() == reason)
                .findFirst()
                .orElseGet(() -> withoutReason(result == TRANSIENT, source == SERVICE_USER)));
    }

    private static RejectReason withoutReason(boolean temporary, boolean ofUser) {
        if (ofUser) {
            return temporary ? RejectReason.NO_REASON_GIVEN_TRANSIENT : RejectReason.NO_REASON_GIVEN;
        }
        return temporary ? RejectReason.PROVIDER_NO_REASON_GIVEN_TRANSIENT : RejectReason.PROVIDER_NO_REASON_GIVEN;
    }

    @Override
    public PduType type() {
        return PduType.ASSOCIATE_RJ;
    }
}
