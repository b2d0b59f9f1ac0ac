package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pacsscp.core.internal.io.loop.LoopUser;

/** Connections that a loop makes, with handlers that keep what they are told. */
record Outbound(
        InetSocketAddress to,
        Optional<InetSocketAddress> from,
        Optional<ProxyHeader> proxyHeader,
        Optional<TlsSettings> tls) {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int PATIENCE_SECONDS = 30;

    static Outbound to(InetSocketAddress peer) {
        return new Outbound(peer, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Outbound from(InetSocketAddress local) {
        return new Outbound(to, Optional.of(local), proxyHeader, tls);
    }

    Outbound with(ProxyHeader header) {
        return new Outbound(to, from, Optional.of(header), tls);
    }

    Outbound with(TlsSettings settings) {
        return new Outbound(to, from, proxyHeader, Optional.of(settings));
    }

    /** Begins to connect; the handler is there once the loop has come to it. */
    CompletableFuture<RecordingHandler> begin(LoopUser user) throws IOException {
        CompletableFuture<RecordingHandler> made = new CompletableFuture<>();
        Connector.connect(user, settings(made));
        return made;
    }

    /** As {@link #begin}, and waits for the handler. */
    RecordingHandler connect(LoopUser user) throws Exception {
        return begin(user).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private OutboundSettings settings(CompletableFuture<RecordingHandler> made) {
        return new OutboundSettings(
                connection -> {
                    RecordingHandler handler = new RecordingHandler(connection);
                    made.complete(handler);
                    return handler;
                },
                to,
                from,
                CONNECT_TIMEOUT.toNanos(),
                Loopback.WRITE_TIMEOUT.toNanos(),
                proxyHeader,
                tls);
    }
}
