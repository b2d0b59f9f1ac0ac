package org.pacsscp.api;

import java.util.NoSuchElementException;

/**
 * A request of ours that is under way: its responses are taken one by one, by whoever waits for them.
 *
 * <pre>{@code
 * try (OngoingInvocation find = association.begin(query)) {
 *     ReceivedResponse response = find.next();
 *     while (response.isPending()) {
 *         matches.add(DataSet.read(response.dataSet()));
 *         response = find.next();
 *     }
 *     return response.status();
 * }
 * }</pre>
 *
 * <p>Responses are taken by one thread at a time; {@link #cancel()} and {@link #close()} may be called by any.
 *
 * <p><em>Back-pressure:</em> a few responses that nobody has taken are held; then the engine stops reading from the
 * association, with all that comes on it, until one is taken. So a peer that has very many waits, and memory stays bounded.
 *
 * @since 0.1.0
 */
public interface OngoingInvocation extends AutoCloseable {
    /**
     * Returns the number of the request on its association.
     *
     * @return its Message ID (0000,0110)
     */
    int messageId();

    /**
     * Waits for the next response: those with a pending status first, in the order in which they come, the final one last.
     * Each has {@link Timeouts#response()} to come, from the request or from the response before.
     *
     * @return the response
     * @throws InvocationException if none comes; it says why, and every further call throws it again
     * @throws InterruptedException if the thread is interrupted; nothing is lost by it
     * @throws NoSuchElementException if the final response has been taken
     * @throws IllegalStateException if called by an I/O thread, or after {@link #close()}
     */
    ReceivedResponse next() throws InvocationException, InterruptedException;

    /**
     * Asks the peer to stop: sends C-CANCEL (PS3.7 9.3.2.3), once. The peer still owes the final response, whose status says
     * whether it was cancelled, and may send others before it. Nothing happens if the final response has come.
     *
     * @throws IllegalStateException if the operation is not one that can be cancelled: C-FIND, C-GET, C-MOVE
     */
    void cancel();

    /**
     * Gives the responses up that have not been taken. If the final one has not come, the operation is {@linkplain #cancel()
     * cancelled} where it can be, and what still comes is passed over. Does not wait for it.
     */
    @Override
    void close();
}
