package org.pacsscp.core.internal.io;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;

/**
 * How connections become TLS connections.
 *
 * @param engines makes an engine for the peer at an address: in server mode for a connection that came, in client mode for one
 *     that we make. Whether a client verifies certificate and host name is up to its engine
 * @param handshakeTimeoutNanos how long a handshake may take; 0 means without end
 * @param tasks where the engine's delegated tasks run, so that a handshake holds up no loop
 */
public record TlsSettings(Function<InetSocketAddress, SSLEngine> engines, long handshakeTimeoutNanos, Executor tasks) {}
