package org.pacsscp.testkit.pacs;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.testkit.wire.AssociateFields;

/**
 * A connection that was made to a fake PACS, as it stood at one moment. Immutable.
 *
 * @param index 0 for the first
 * @param remoteAddress where it came from
 * @param request what was asked for; empty if no A-ASSOCIATE-RQ came
 * @param contexts the presentation contexts that were accepted
 * @param operations the requests that came, in their order
 * @param end how it ended; empty if it has not
 * @since 0.1.0
 */
public record RecordedAssociation(
        int index,
        InetSocketAddress remoteAddress,
        Optional<AssociateFields> request,
        List<PresentationContext> contexts,
        List<RecordedOperation> operations,
        Optional<End> end) {
    /**
     * How an association ends.
     *
     * @since 0.1.0
     */
    public enum End {
        /** The requestor released it (PS3.8 7.2). */
        RELEASED,
        /** The requestor aborted it. */
        ABORTED_BY_REQUESTOR,
        /** The fake PACS aborted it. */
        ABORTED,
        /** The fake PACS rejected it. */
        REJECTED,
        /** The requestor has closed the connection, or is gone. */
        LOST,
        /** The fake PACS has closed the connection, by a fault or with its end. */
        CLOSED
    }

    /** Copies the lists. */
    public RecordedAssociation {
        contexts = List.copyOf(contexts);
        operations = List.copyOf(operations);
    }

    /** Returns who asked for what, and what became of it, in a line. */
    @Override
    public String toString() {
        String who = request.map(fields -> fields.callingAeTitle() + " to " + fields.calledAeTitle())
                .orElse("without A-ASSOCIATE-RQ");
        return "association %d, %s, %d requests, %s"
                .formatted(index, who, operations.size(), end.map(End::name).orElse("open"));
    }
}
