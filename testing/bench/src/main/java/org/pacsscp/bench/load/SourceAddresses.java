package org.pacsscp.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * Spreads connections over addresses of the loopback network: one address has too few ports for many short associations.
 * Only Linux has them all without being told.
 */
final class SourceAddresses {
    private static final int COUNT = 250;

    private final boolean spread;
    private int next;

    SourceAddresses(InetAddress target) {
        spread = target.isLoopbackAddress()
                && System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    void bind(SocketChannel channel) throws IOException {
        if (spread) {
            next = next % COUNT + 1;
            byte[] address = {127, 0, 1, (byte) next};
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
        }
    }
}
