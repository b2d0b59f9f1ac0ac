package org.pacsscp.api;

import java.util.List;

/**
 * Serves DIMSE operations: what an application writes.
 *
 * <p>An <em>action</em> is any DIMSE operation, not only the N-ACTION service. The order of calls:
 *
 * <ol>
 *   <li>{@link #capabilities()}, {@link #execution()} and {@link #interruptOnCancel()}, once, when the server is built;
 *   <li>{@link #handle(Action)} for each request that fits a capability, by many threads at once.
 * </ol>
 *
 * <p>Handlers are given to the builder, or found through {@link java.util.ServiceLoader}: a public class with a public
 * constructor without parameters, named in {@code module-info.java} and in {@code
 * META-INF/services/org.pacsscp.api.ActionHandler}. For one SOP class and command field there is one handler: one given
 * to the builder wins over one that was found; two of the same kind are an error when the server is built.
 *
 * <pre>{@code
 * final class EchoCounter implements ActionHandler {
 *     final LongAdder echoes = new LongAdder();
 *
 *     public List<ServiceCapability> capabilities() {
 *         return List.of(ServiceCapability.performer(Uid.VERIFICATION, CommandField.C_ECHO_RQ));
 *     }
 *
 *     public Execution execution() {
 *         return Execution.INLINE;
 *     }
 *
 *     public DimseStatus handle(Action action) {
 *         echoes.increment();
 *         return DimseStatus.SUCCESS;
 *     }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface ActionHandler {
    /**
     * Where a handler runs.
     *
     * @since 0.1.0
     */
    enum Execution {
        /**
         * On an I/O thread, at once. The handler must not block, not even for a millisecond: it holds up every
         * association of that thread. Its requests cannot have a data set: one that comes is drained and answered with
         * 0212H.
         */
        INLINE,
        /** On the server's executor. The handler may block and take as long as the operation deadline lets it. */
        WORKER
    }

    /**
     * Tells what this handler can do.
     *
     * @return at least one capability; the same each time
     */
    List<ServiceCapability> capabilities();

    /**
     * Tells where this handler runs.
     *
     * @return {@link Execution#WORKER} by default
     */
    default Execution execution() {
        return Execution.WORKER;
    }

    /**
     * Tells whether the thread that runs {@link #handle} is interrupted when its action is cancelled.
     *
     * <p>Say so only if the handler, and all it calls, bears an interrupt at any point: an interrupt closes file channels
     * that the thread is using.
     *
     * @return {@code false} by default: the handler asks {@link Action#cancelled()} or registers {@link
     *     Action#onCancel}
     */
    default boolean interruptOnCancel() {
        return false;
    }

    /**
     * Serves one request.
     *
     * <p>The return value is the final response. Throwing a {@link DimseException} answers with its status; anything
     * else that is thrown, and a {@code null} against the contract, answers 0110H and is logged as an ERROR; the
     * association lives on.
     *
     * @param action the request under way; valid until this method returns
     * @return the status of the final response; not a pending one
     * @throws Exception if the request cannot be served
     */
    DimseStatus handle(Action action) throws Exception;
}
