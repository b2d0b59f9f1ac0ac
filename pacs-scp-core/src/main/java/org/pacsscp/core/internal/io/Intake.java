package org.pacsscp.core.internal.io;

import java.util.Optional;
import java.util.function.Function;

/**
 * How connections of an address are taken in.
 *
 * @param handlers makes a handler for each
 * @param writeTimeoutNanos how long a peer may take to read what was sent; 0 means without end
 * @param tls how they become TLS connections; empty if they do not
 */
public record Intake(
        Function<Connection, ConnectionHandler> handlers, long writeTimeoutNanos, Optional<TlsIntake> tls) {}
