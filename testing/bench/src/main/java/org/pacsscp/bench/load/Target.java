package org.pacsscp.bench.load;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * An acceptor.
 *
 * @param address where it listens
 * @param calledAeTitle what it is called
 * @param pduLength the length of PDUs that it takes whatever it announces; empty where it means what it announces
 */
public record Target(InetSocketAddress address, String calledAeTitle, OptionalInt pduLength) {}
