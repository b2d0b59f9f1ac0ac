package org.pacsscp.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * TLS of the client.
 *
 * @param bundle the SSL bundle with the trust store and, where servers want to see it, our key; without one everything can be read on
 *     the way
 * @param verifyHostName whether the certificate of a server has to have the host name that was connected to
 * @since 0.1.0
 */
public record ClientSslProperties(
        @Nullable String bundle, @DefaultValue("true") boolean verifyHostName) {}
