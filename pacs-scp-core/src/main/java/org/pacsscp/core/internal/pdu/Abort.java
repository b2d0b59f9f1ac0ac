package org.pacsscp.core.internal.pdu;

import java.util.Arrays;
import org.pacsscp.api.AbortReason;

/**
 * A-ABORT, PS3.8 Table 9-26.
 *
 * @param reason its source and reason
 */
public record Abort(AbortReason reason) implements Pdu {
    /** Reads the two fields. The reason is not significant where the source is the service-user; reserved values give none. */
    static Abort of(int source, int reason) {
        if (source == AbortReason.SERVICE_USER.source()) {
            return new Abort(AbortReason.SERVICE_USER);
        }
        return new Abort(Arrays.stream(AbortReason.values())
                .filter(known -> known.source() == source && known.reason() == reason)
                .findFirst()
                .orElse(AbortReason.REASON_NOT_SPECIFIED));
    }

    @Override
    public PduType type() {
        return PduType.ABORT;
    }
}
