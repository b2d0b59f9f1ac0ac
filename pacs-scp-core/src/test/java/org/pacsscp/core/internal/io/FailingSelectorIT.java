package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pacsscp.core.internal.io.loop.IoLoop;

/** A loop whose selector fails loses its connections, and nothing else. */
class FailingSelectorIT {
    private static final int PATIENCE_SECONDS = 30;

    @Test
    void costsItsConnectionsAndNotItsAddress() throws Exception {
        BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();
        InboundSettings settings = new InboundSettings(
                connection -> {
                    RecordingHandler handler = new RecordingHandler(connection);
                    handlers.add(handler);
                    return handler;
                },
                new WaitingRoom(100, 100, 1 << 20),
                0,
                address -> false,
                0,
                (proxy, why) -> {},
                Optional.empty());
        try (Loopback loopback = Loopback.start()) {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            Acceptor acceptor = Acceptor.bind(any, 5, loopback.user(), settings);
            acceptor.open();
            try (SocketChannel first = SocketChannel.open(acceptor.address())) {
                assertThat(handlers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
                loopback.onLoop(() -> closeSelector(loopback.loop()));
                assertThat(first.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
            try (SocketChannel second = SocketChannel.open(acceptor.address())) {
                assertThat(second.isConnected()).isTrue();
                assertThat(handlers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
            } finally {
                acceptor.close();
            }
        }
    }

    private static void closeSelector(IoLoop loop) throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        loop.listen(pipe.source(), SelectionKey.OP_READ, ready -> {});
        Objects.requireNonNull(loop.keyOf(pipe.source())).selector().close();
        pipe.source().close();
        pipe.sink().close();
    }
}
