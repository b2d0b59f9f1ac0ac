package org.pacsscp.spring.boot;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Associations that are kept open between calls, as {@code org.pacsscp.client.AssociationReuse} has it.
 *
 * @param kept how many idle ones are kept with one peer; zero for none
 * @param idle how long one is kept without a call
 * @param verified whether C-ECHO is asked on one before it is used again
 * @since 0.1.0
 */
public record ReuseProperties(
        @DefaultValue("0") int kept,
        @DefaultValue("10s") Duration idle,
        @DefaultValue("true") boolean verified) {}
