package org.pacsscp.api;

import java.util.List;
import java.util.Optional;

/**
 * Serves DIMSE operations: what an application writes.
 *
 * <p>An <em>action</em> is any DIMSE operation, not only the N-ACTION service. The order of calls:
 *
 * <ol>
 *   <li>{@link #capabilities()} and {@link #interruptOnCancel()}, once, when the server is built;
 *   <li>{@link #handle(Action)} for each request that fits a capability, by many threads at once.
 * </ol>
 *
 * <p>It runs on the server's executor and may block, and take as long as the operation deadline lets it. An {@link
 * InlineHandler} runs on the I/O thread instead, and can do less.
 *
 * <p>Handlers are given to the builder, or found through {@link java.util.ServiceLoader}: a public class with a public
 * constructor without parameters, named in {@code module-info.java} and in {@code
 * META-INF/services/org.pacsscp.api.ActionHandler}. For one SOP class and command field there is one handler: one given
 * to the builder wins over one that was found; two of the same kind are an error when the server is built.
 *
 * <p>A small one is made of a function:
 *
 * <pre>{@code
 * builder.handler(ActionHandler.of(
 *         ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ), action -> {
 *             Files.copy(action.dataSet(), inbox.resolve(action.command().affectedSopInstanceUid().orElseThrow() + ".dataset"));
 *             return DimseStatus.SUCCESS;
 *         }));
 * }</pre>
 *
 * <p>A larger one implements this interface:
 *
 * <pre>{@code
 * final class Inbox implements ActionHandler {
 *     public List<ServiceCapability> capabilities() {
 *         return List.of(ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
 *                 .anyTransferSyntax());
 *     }
 *
 *     public Response handle(Action action) throws IOException {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface ActionHandler {
    /**
     * Makes a handler of a function.
     *
     * @param capability what it can do
     * @param function serves a request, as {@link #handle} does
     * @return the handler
     */
    static ActionHandler of(ServiceCapability capability, ActionFunction function) {
        return of(List.of(capability), function);
    }

    /**
     * Makes a handler of a function that has several capabilities, such as to perform C-GET and to invoke C-STORE.
     *
     * @param capabilities what it can do
     * @param function serves a request, as {@link #handle} does
     * @return the handler
     */
    static ActionHandler of(List<ServiceCapability> capabilities, ActionFunction function) {
        return new FunctionHandler(capabilities, function);
    }

    /**
     * Tells what this handler can do.
     *
     * @return at least one capability; the same each time
     */
    List<ServiceCapability> capabilities();

    /**
     * Returns what the log calls this handler.
     *
     * @return the name of its class by default
     */
    default String name() {
        return getClass().getName();
    }

    /**
     * Tells whether the thread that runs {@link #handle} is interrupted when its action is cancelled.
     *
     * <p>Say so only if the handler, and all it calls, bears an interrupt at any point: an interrupt closes file channels
     * that the thread is using. A handler that lets an {@link InterruptedException}, or its like of interrupted I/O, out of
     * {@code handle} has answered {@link DimseStatus#CANCEL}.
     *
     * @return {@code false} by default: the handler asks {@link Action#cancelled()} or registers {@link
     *     Action#onCancel}
     */
    default boolean interruptOnCancel() {
        return false;
    }

    /**
     * Answers a SOP class extended negotiation (PS3.7 D.3.3.5) for a SOP class of this handler, before the association is
     * accepted. Called on an I/O thread: it must not block.
     *
     * @param sopClassUid the SOP class
     * @param applicationInformation what the peer proposes, in the form that the SOP class defines; not to be changed
     * @return what it is told, up to 65,000 bytes with all other answers; empty, the default, gives no answer: nothing is agreed on beyond the SOP class itself
     */
    default Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        return Optional.empty();
    }

    /**
     * Is told what a peer says of a SOP class of this handler (PS3.7 D.3.3.6), before the association is accepted. The
     * standard has no answer to it. Called on an I/O thread: it must not block.
     *
     * @param information the SOP class, its service class, and the SOP classes that it may be treated as
     */
    default void negotiate(CommonExtendedNegotiation information) {}

    /**
     * Says what a conformance statement should have of the services of this handler; see {@link
     * org.pacsscp.api.conformance.ConformanceStatement}.
     *
     * @return a statement for each service; none by default: its capabilities alone are described
     */
    default List<ServiceStatement> conformance() {
        return List.of();
    }

    /**
     * Serves one request.
     *
     * <p>The return value is the final response, most often just a {@link DimseStatus}. Throwing a {@link DimseException}
     * answers with its status; anything else that is thrown, and a {@code null} against the contract, answers 0110H and is
     * logged as an ERROR; the association lives on.
     *
     * @param action the request under way; valid until this method returns
     * @return the final response; its status is not a pending one
     * @throws Exception if the request cannot be served
     */
    Response handle(Action action) throws Exception;
}
