package org.pacsscp.api;

import java.util.List;
import java.util.function.Function;

/**
 * A handler that answers at once, on the I/O thread that has received the request: no change of threads, for what is done
 * in microseconds, such as C-ECHO.
 *
 * <p>It must not block, not even for a millisecond: it holds up every association of that thread. Its requests have no
 * data set (one that comes is drained, and the request answered with 0212H), it gives one answer without a data set, and
 * nobody can cancel it. What needs more than that is an {@link ActionHandler}.
 *
 * <p>It is given to the builder or found by {@link java.util.ServiceLoader} as every {@link ActionHandler} is.
 *
 * <pre>{@code
 * LongAdder echoes = new LongAdder();
 * InlineHandler counter =
 *         InlineHandler.of(ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ), request -> {
 *             echoes.increment();
 *             return DimseStatus.SUCCESS;
 *         });
 * }</pre>
 *
 * @since 0.1.0
 */
public interface InlineHandler extends ActionHandler {
    /**
     * Makes a handler of a function.
     *
     * @param capability what it can do
     * @param function answers a request, as {@link #answer} does
     * @return the handler
     */
    static InlineHandler of(
            ServiceCapability capability, Function<? super Request, ? extends CommandResponse> function) {
        return new InlineFunctionHandler(List.of(capability), function);
    }

    /**
     * Answers one request. What is said of faults at {@link ActionHandler#handle} is true of this too.
     *
     * @param request the request; valid until this method returns
     * @return the final response; its status is not a pending one
     * @throws Exception if the request cannot be served
     */
    CommandResponse answer(Request request) throws Exception;

    /**
     * Answers as {@link #answer} does: where a handler is called as any other, such as in a test. The engine calls {@link
     * #answer}.
     */
    @Override
    default CommandResponse handle(Action action) throws Exception {
        return answer(action);
    }
}
