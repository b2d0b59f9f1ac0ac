package org.pacsscp.spring.boot;

import org.pacsscp.api.ClientBuilder;

/**
 * Changes each client before it is made: for what has no property, such as handlers and listeners of associations that we open.
 *
 * <pre>{@code
 * @Bean
 * ClientBuilderCustomizer listener(AuditTrail trail) {
 *     return builder -> builder.listener(trail);
 * }
 * }</pre>
 *
 * <p>Beans of this type are called in their order, after the properties were set.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClientBuilderCustomizer {
    /**
     * Changes what was collected so far.
     *
     * @param builder has what the properties say
     */
    void customize(ClientBuilder builder);
}
