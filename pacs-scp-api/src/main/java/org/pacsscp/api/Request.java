package org.pacsscp.api;

/**
 * A DIMSE request that a peer has sent, without its data set: what an {@link InlineHandler} answers. An {@link Action} is
 * one with all that a handler needs which takes its time.
 *
 * <p>It belongs to the thread that runs the handler, and nothing of it may be used after the handler has returned, but for
 * the {@link #association()} and the {@link #command()}.
 *
 * @since 0.1.0
 */
public interface Request {
    /**
     * Returns the association that the request came on.
     *
     * @return the association; on a server a {@link ClientSession}
     */
    Association association();

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
     * Returns the operation that is asked for; a handler of several operations switches on it.
     *
     * <pre>{@code
     * return switch (action.commandField()) {
     *     case N_CREATE_RQ -> create(action);
     *     case N_DELETE_RQ -> delete(action);
     *     default -> DimseStatus.UNRECOGNIZED_OPERATION;
     * };
     * }</pre>
     *
     * @return the command field
     * @throws IllegalStateException if it is a private one, which only a handler meets that has asked for it with {@link
     *     ServiceCapability#privateCommandField}: see {@link CommandSet#commandFieldCode()}
     */
    default CommandField commandField() {
        return command()
                .commandField()
                .orElseThrow(
                        () -> new IllegalStateException("command field %04XH is none of PS3.7; the handler has asked"
                                        .formatted(command().commandFieldCode())
                                + " for it with privateCommandField(...), see CommandSet.commandFieldCode()"));
    }
}
