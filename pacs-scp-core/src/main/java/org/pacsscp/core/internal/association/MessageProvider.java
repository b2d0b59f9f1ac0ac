package org.pacsscp.core.internal.association;

import java.util.function.BooleanSupplier;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.pdu.PduException;

/**
 * What a {@link MessageUser} may want of its association: that it judges what a worker has come upon on the lent receiving
 * side, and ends. The loop's, but for what says otherwise.
 */
public interface MessageProvider extends AssociationControl {
    /** Takes a step on the association's loop, soon, with its keys in the logging context; any thread. */
    void onLoop(Runnable step);

    /** Takes a step on a thread that may wait, soon; any thread. Throws what an executor throws that does not take it. */
    void onWorker(Runnable step);

    /** Takes a step with the association's keys in the logging context. */
    void withMdc(Runnable step);

    /** As {@link #close}, on a thread that waits until that is {@code over}: it does itself what the loop would. Any thread. */
    void closeAndAttend(BooleanSupplier over);

    /** Tells whether messages may go to and fro; they may in one direction while a release is under way. */
    boolean isEstablished();

    /** Tells whether the association has ended, and only the end of the connection is waited for (Sta13). */
    boolean isOver();

    /** Judges a PDU of which only the type has been read. */
    void judgeType();

    /** Ends the association on which something has come that is no PDU. */
    void malformed(PduException e);

    /** Ends the association on which fragments have come that make no message. */
    void broken(MessageException e);

    /** Ends the association on which something takes too long. */
    void timedOut(String detail);

    /** Answers the peer's request for release, if what it has waited for is over. */
    void answerReleaseIfDone();
}
