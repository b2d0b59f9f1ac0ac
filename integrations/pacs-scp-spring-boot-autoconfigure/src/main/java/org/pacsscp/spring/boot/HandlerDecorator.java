package org.pacsscp.spring.boot;

import java.util.List;
import java.util.stream.Stream;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.ForwardingActionHandler;
import org.pacsscp.api.InlineHandler;

/**
 * Puts something before each handler of the server, most often a {@link ForwardingActionHandler}: to record, to time, to refuse.
 *
 * <pre>{@code
 * @Bean
 * HandlerDecorator traces(PacsScpObservations observations) {
 *     return observations::scoped;
 * }
 * }</pre>
 *
 * <p>All beans of this type are asked, in their order; the first one stands before the handler, the next before that. They are asked for
 * handlers that are beans, for those of {@link org.pacsscp.api.ApplicationEntity} beans and for those of the archive; not for {@link
 * InlineHandler}s, which run on I/O threads, nor for what a {@link ServerBuilderCustomizer} or {@link java.util.ServiceLoader} adds.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HandlerDecorator {
    /**
     * Puts something before a handler.
     *
     * @param handler runs on workers
     * @return what the server is given in its stead; the same one, if it is none of those that this is for
     */
    ActionHandler decorate(ActionHandler handler);

    /**
     * Asks decorators for each of some handlers.
     *
     * @param decorators in their order
     * @param handlers the handlers
     * @return what the server is given
     */
    static List<ActionHandler> decorate(List<HandlerDecorator> decorators, Stream<ActionHandler> handlers) {
        return handlers.map(handler -> decorate(decorators, handler)).toList();
    }

    private static ActionHandler decorate(List<HandlerDecorator> decorators, ActionHandler handler) {
        if (handler instanceof InlineHandler) {
            return handler;
        }
        ActionHandler decorated = handler;
        for (HandlerDecorator decorator : decorators) {
            decorated = decorator.decorate(decorated);
        }
        return decorated;
    }
}
