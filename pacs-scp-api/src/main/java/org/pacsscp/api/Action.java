package org.pacsscp.api;

import java.io.IOException;
import java.util.List;

/**
 * A DIMSE operation under way: its request, and the means to answer it.
 *
 * <p>It belongs to the thread that runs {@link ActionHandler#handle}; only {@link #cancelled()} may be asked by any
 * thread. After {@code handle} has returned, nothing of it may be used.
 *
 * <pre>{@code
 * for (Path match : matches) {
 *     if (action.cancelled()) {
 *         return DimseStatus.CANCEL;
 *     }
 *     action.sendPending(DimseStatus.PENDING.withDataSet(out -> Files.copy(match, out)));
 * }
 * return DimseStatus.SUCCESS;
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Action extends Request {
    /**
     * Returns the request's data set, streamed from the association as it arrives.
     *
     * @return the same stream each time; at its end from the start if the request has no data set. What a handler leaves
     *     unread is drained
     */
    DataSetStream dataSet();

    /**
     * Sends a pending response: a match of C-FIND, the progress of C-MOVE and C-GET.
     *
     * @param response a response with a status of {@link DimseStatus.Category#PENDING}; a data set is written on this
     *     thread, before this method returns
     * @throws IOException if the peer is gone, or does not read until the write deadline
     * @throws IllegalArgumentException if the status is not a pending one
     */
    void sendPending(Response response) throws IOException;

    /**
     * Sends several pending responses, one after the other, in as few pieces as they need: for matches that come quickly, of
     * which each would else cost its own way through the network. None is held back when this returns.
     *
     * <pre>{@code
     * action.sendPending(matches.stream().map(match -> DimseStatus.PENDING.withDataSet(match)).toList());
     * }</pre>
     *
     * @param responses responses as for {@link #sendPending(Response)}; if there is none, nothing is sent
     * @throws IOException if the peer is gone, or does not read until the write deadline; it may have got some of them
     * @throws IllegalArgumentException if a status is not a pending one
     */
    default void sendPending(List<? extends Response> responses) throws IOException {
        for (Response response : responses) {
            sendPending(response);
        }
    }

    /**
     * Tells whether the answer is no longer wanted: the peer sent C-CANCEL or A-ABORT, or is gone, or the operation
     * deadline passed, or the server stops waiting for open operations.
     *
     * <p>What the peer sends stands behind the request's data set: a C-CANCEL is seen only once that was read to its end,
     * or closed.
     *
     * @return whether the handler should end soon, with {@link DimseStatus#CANCEL} where its service has that
     */
    boolean cancelled();

    /**
     * Tells whether the peer has asked for the release of the association while operations are under way: it sends nothing
     * more, but may wait for answers. They can still be sent; the release is answered when all operations have ended (PS3.8
     * 7.2.2). A handler that has much left to send may stop, with a final status.
     *
     * @return whether an A-RELEASE-RQ has come; it is seen only once the request's data set was read to its end, or closed
     */
    default boolean releaseRequested() {
        return false;
    }

    /**
     * Registers what to do when the action is cancelled; runs at once if it is already.
     *
     * @param callback short and not blocking; it runs on an I/O thread, at most once
     */
    void onCancel(Runnable callback);

    /**
     * Registers what to do once the final response has been handed to the socket, or when it cannot be any more: what a service
     * has to tell the peer after its answer, such as the N-EVENT-REPORT of storage commitment (PS3.4 section J.3.3). Whether the
     * peer can still be told, the association says then.
     *
     * @param callback short and not blocking: it runs on the thread that has served the action, before that serves another one
     */
    void onAnswered(Runnable callback);
}
