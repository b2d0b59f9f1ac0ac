package org.pacsscp.core.internal.io;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;

/**
 * How connections of an address become TLS connections.
 *
 * @param engines makes an engine in server mode for a peer
 * @param handshakeTimeoutNanos how long a handshake may take; 0 means without end
 * @param tasks where the engine's delegated tasks run, so that a handshake holds up no loop
 */
public record TlsIntake(Function<InetSocketAddress, SSLEngine> engines, long handshakeTimeoutNanos, Executor tasks) {}
