package org.pacsscp.api;

/**
 * Serves one request: what {@link ActionHandler#of} makes a handler of.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ActionFunction {
    /**
     * Serves one request; see {@link ActionHandler#handle}.
     *
     * @param action the request under way; valid until this method returns
     * @return the final response; its status is not a pending one
     * @throws Exception if the request cannot be served
     */
    Response handle(Action action) throws Exception;
}
