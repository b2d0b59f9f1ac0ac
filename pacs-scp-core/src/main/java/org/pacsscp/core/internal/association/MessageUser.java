package org.pacsscp.core.internal.association;

import java.nio.ByteBuffer;
import org.pacsscp.api.DataSetException;
import org.pacsscp.core.internal.dimse.MessageException;

/**
 * Who takes the messages of an open association (PS3.7): one for each. Called by the thread of the association's loop,
 * from the moment at which the association is open.
 */
public interface MessageUser {
    /** Goes on with what has waited, before more is read; the receiving side may be lent out meanwhile. */
    void goOn(ByteBuffer in) throws MessageException;

    /** Part of a message has come: a command, bytes of a data set, or the end of one. */
    void received(ReceivingSide.Received part, ByteBuffer in) throws MessageException;

    /** The association is open, which a thread has waited for that may ask something next: it may read the answer itself. */
    void lendToOpener(ByteBuffer in);

    /** Takes a step on one of the threads that serve requests, soon; any thread. Throws what its executor throws that does not take it. */
    void onWorker(Runnable step);

    /** Tells whether what else the peer has sent has to stay in the socket. */
    boolean letsPeerWait();

    /** Tells whether anything that the peer has requested is under way, or waits for that. */
    boolean isBusy();

    /** Tells whether a request of the peer's is being served, or waits for that, and no answer is on its way yet. */
    boolean isServing();

    /** Takes the receiving side back at once, if it is lent to who does not use it now, and what has come meanwhile. */
    void takeBackUnused();

    /** Tells whether it is the peer's turn: nothing is under way, or a message of its is, which we read. */
    boolean isPeersTurn();

    /** We have asked for the release, so that nothing may be sent any more: requests that still come are not served. */
    void weRelease();

    /** The association is about to end, for this reason: what is under way is told. May be called again. */
    void breakOff(DataSetException.Cause cause, String why);

    /** The connection is closed. */
    void closed();
}
