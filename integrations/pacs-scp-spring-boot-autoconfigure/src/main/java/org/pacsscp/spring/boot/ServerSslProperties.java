package org.pacsscp.spring.boot;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ClientAuthentication;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * TLS of an endpoint.
 *
 * @param bundle the SSL bundle with the key, the certificates and, for the authentication of clients, the trust store; without one the
 *     endpoint is plain
 * @param clientAuthentication whether clients have to show a certificate
 * @param serverCipherOrder whether our order of cipher suites counts, and not that of the client
 * @since 0.1.0
 */
public record ServerSslProperties(
        @Nullable String bundle,
        @DefaultValue("none") ClientAuthentication clientAuthentication,
        @DefaultValue("true") boolean serverCipherOrder) {}
