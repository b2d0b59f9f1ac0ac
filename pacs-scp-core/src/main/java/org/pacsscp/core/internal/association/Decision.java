package org.pacsscp.core.internal.association;

import java.nio.ByteBuffer;
import org.pacsscp.api.RejectReason;

/** What a {@link ServiceUser} decides on a request for an association (A-ASSOCIATE response). */
public sealed interface Decision {
    /** Nobody is let in any more. */
    Reject STOPPING = new Reject(RejectReason.TEMPORARY_CONGESTION, "the server is stopping");

    /**
     * The association begins.
     *
     * @param opening what was prepared for it
     * @param response the A-ASSOCIATE-AC
     */
    record Accept(Opening opening, ByteBuffer response) implements Decision {}

    /**
     * The peer is turned away.
     *
     * @param reason what the A-ASSOCIATE-RJ says
     * @param explanation why, for a person
     */
    record Reject(RejectReason reason, String explanation) implements Decision {}
}
