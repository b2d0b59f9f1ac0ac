package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PROXY header at the beginning of a connection from a trusted proxy, within a deadline. Owned by the loop. */
final class ProxyPrelude {
    private static final Logger log = LoggerFactory.getLogger(ProxyPrelude.class);

    private final Connection connection;
    private final InboundSettings settings;
    private final ProxyHeaderReader reader = new ProxyHeaderReader();
    private final Deadline deadline;
    private boolean begun;

    ProxyPrelude(Connection connection, InboundSettings settings) {
        this.connection = connection;
        this.settings = settings;
        long timeoutNanos = settings.proxyTimeoutNanos();
        deadline = connection.deadline(() -> refuse("no PROXY header within " + Duration.ofNanos(timeoutNanos)));
        deadline.set(timeoutNanos);
    }

    /** Reads on; returns the header once it is complete. */
    Optional<ProxyHeader> advance() {
        try {
            while (true) {
                ByteBuffer in = connection.loop().reads().room();
                in.limit(reader.needed());
                int count = connection.channel().read(in);
                if (count < 0) {
                    leave("the connection ended in the middle of the PROXY header");
                    return Optional.empty();
                }
                if (count == 0) {
                    return Optional.empty();
                }
                begun = true;
                if (!connection.holdForTransport(reader.room() + count)) {
                    return Optional.empty();
                }
                Optional<ProxyHeader> header = reader.take(in.flip());
                if (header.isPresent()) {
                    deadline.clear();
                    return header;
                }
            }
        } catch (IOException e) {
            leave(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A proxy that connects and goes without a word, by a reset too, has looked whether we are there. */
    private void leave(String why) {
        if (begun) {
            refuse(why);
        } else {
            log.debug("{} looked whether the port is open", connection.remoteAddress());
            connection.close();
        }
    }

    private void refuse(String why) {
        settings.proxyRefusals().accept(connection.remoteAddress(), why);
        connection.close();
    }

    void end() {
        deadline.clear();
    }
}
