package org.pacsscp.api;

import java.io.IOException;

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
 *     action.sendPending(DimseStatus.PENDING, out -> Files.copy(match, out));
 * }
 * return DimseStatus.SUCCESS;
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Action {
    /**
     * Returns the association that the request came on.
     *
     * @return the session
     */
    ClientSession session();

    /**
     * Returns the presentation context that the request came on.
     *
     * @return the context
     */
    PresentationContext presentationContext();

    /**
     * Returns the request's command set.
     *
     * @return the command set
     */
    CommandSet command();

    /**
     * Returns the request's data set, streamed from the association as it arrives.
     *
     * @return the same stream each time; at its end from the start if the request has no data set. What a handler leaves
     *     unread is drained
     */
    DataSetStream dataSet();

    /**
     * Sends a pending response without a data set.
     *
     * @param status one of {@link DimseStatus.Category#PENDING}
     * @throws IOException if the peer is gone, or does not read until the write deadline
     * @throws IllegalArgumentException if the status is not a pending one
     * @throws UnsupportedOperationException if the handler is {@link ActionHandler.Execution#INLINE}
     */
    default void sendPending(DimseStatus status) throws IOException {
        sendPending(status, CommandElements.none());
    }

    /**
     * Sends a pending response without a data set (C-MOVE, C-GET).
     *
     * @param status one of {@link DimseStatus.Category#PENDING}
     * @param elements what else the response's command set has, such as the counts of sub-operations
     * @throws IOException if the peer is gone, or does not read until the write deadline
     * @throws IllegalArgumentException if the status is not a pending one
     * @throws UnsupportedOperationException if the handler is {@link ActionHandler.Execution#INLINE}
     */
    void sendPending(DimseStatus status, CommandElements elements) throws IOException;

    /**
     * Sends a pending response with a data set (C-FIND).
     *
     * @param status one of {@link DimseStatus.Category#PENDING}
     * @param dataSet writes the data set, on this thread, before this method returns
     * @throws IOException if the peer is gone, or does not read until the write deadline
     * @throws IllegalArgumentException if the status is not a pending one
     * @throws UnsupportedOperationException if the handler is {@link ActionHandler.Execution#INLINE}
     */
    void sendPending(DimseStatus status, DataSetWriter dataSet) throws IOException;

    /**
     * Adds to the final response's command set; replaces what was added before.
     *
     * @param elements what else it has, such as the counts of sub-operations or the instance that N-CREATE has made
     */
    void finalElements(CommandElements elements);

    /**
     * Gives the final response a data set (N-GET, N-ACTION, …); replaces one that was given before.
     *
     * @param dataSet writes the data set, on this thread, after {@code handle} has returned
     * @throws UnsupportedOperationException if the handler is {@link ActionHandler.Execution#INLINE}
     */
    void finalDataSet(DataSetWriter dataSet);

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
     * Registers what to do when the action is cancelled; runs at once if it is already.
     *
     * @param callback short and not blocking; it runs on an I/O thread, at most once
     */
    void onCancel(Runnable callback);
}
