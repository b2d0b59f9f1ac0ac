package org.pacsscp.core.internal.ul;

import java.util.Optional;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.Uid;

/** Those who serve SOP classes, as far as negotiation asks them. */
public interface ExtendedNegotiator {
    /** Answers a SOP class extended negotiation (PS3.7 D.3.3.5); empty gives no answer. */
    Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation);

    /** Takes note of a SOP class common extended negotiation (PS3.7 D.3.3.6). */
    void negotiate(CommonExtendedNegotiation information);
}
