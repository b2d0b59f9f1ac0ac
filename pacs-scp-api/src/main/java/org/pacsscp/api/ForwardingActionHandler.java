package org.pacsscp.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A handler that stands before another one: all that it does not override is what the other one does. For what is the same for many
 * handlers, such as to record, to time or to refuse.
 *
 * <pre>{@code
 * final class Timed extends ForwardingActionHandler {
 *     Timed(ActionHandler handler) {
 *         super(handler);
 *     }
 *
 *     @Override
 *     public Response handle(Action action) throws Exception {
 *         long begin = System.nanoTime();
 *         try {
 *             return super.handle(action);
 *         } finally {
 *             record(action.command(), System.nanoTime() - begin);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A method that {@link ActionHandler} gets in a later version is forwarded, too. It adds no state: as safe for threads as what is
 * made of it.
 *
 * @since 0.1.0
 */
public abstract class ForwardingActionHandler implements ActionHandler {
    private final ActionHandler handler;

    /**
     * Stands before a handler.
     *
     * @param handler runs on workers
     * @throws IllegalArgumentException if it is an {@link InlineHandler}, which the engine asks itself, on the I/O thread
     */
    protected ForwardingActionHandler(ActionHandler handler) {
        Objects.requireNonNull(handler, "handler");
        if (handler instanceof InlineHandler) {
            throw new IllegalArgumentException(handler.name() + " is an InlineHandler; give it to the server itself");
        }
        this.handler = handler;
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return handler.capabilities();
    }

    @Override
    public String name() {
        return handler.name();
    }

    @Override
    public boolean interruptOnCancel() {
        return handler.interruptOnCancel();
    }

    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        return handler.negotiate(sopClassUid, applicationInformation);
    }

    @Override
    public void negotiate(CommonExtendedNegotiation information) {
        handler.negotiate(information);
    }

    @Override
    public List<ServiceStatement> conformance() {
        return handler.conformance();
    }

    @Override
    public Response handle(Action action) throws Exception {
        return handler.handle(action);
    }
}
