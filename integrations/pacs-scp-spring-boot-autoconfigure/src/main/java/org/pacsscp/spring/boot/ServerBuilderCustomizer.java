package org.pacsscp.spring.boot;

import org.pacsscp.api.ServerBuilder;

/**
 * Changes the server before it is made: for what has no property and is no bean, such as an executor.
 *
 * <pre>{@code
 * @Bean
 * ServerBuilderCustomizer executor(ExecutorService handlers) {
 *     return builder -> builder.executor(handlers);
 * }
 * }</pre>
 *
 * <p>Beans of this type are called in their order, after properties and beans were set.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ServerBuilderCustomizer {
    /**
     * Changes what was collected so far.
     *
     * @param builder has what properties and beans say
     */
    void customize(ServerBuilder builder);
}
