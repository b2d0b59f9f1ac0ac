package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a wish to connect, without TLS. */
@Timeout(120)
class ConnectorIT {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private Loopback loopback;
    private ServerSocketChannel listener;

    @BeforeEach
    void start() throws IOException {
        loopback = Loopback.start();
        listener = listen(50);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        loopback.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void bytesGoToAndFro(String address) throws Exception {
        try (ServerSocketChannel there = ServerSocketChannel.open()) {
            there.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            RecordingHandler handler = Outbound.to(addressOf(there)).connect(loopback.user());
            try (SocketChannel peer = there.accept()) {
                assertThat(handler.event()).isEqualTo("connected");
                Connection connection = handler.connection();
                assertThat(connection.remoteAddress()).isEqualTo(there.getLocalAddress());
                assertThat(connection.localAddress()).isEqualTo(peer.getRemoteAddress());
                loopback.onLoop(() -> connection.write(bytes("request")));
                assertThat(read(peer, 7)).isEqualTo("request");
                peer.write(bytes("answer"));
                awaitReceived(handler, "answer");

                peer.shutdownOutput();
                assertThat(handler.event()).isEqualTo("end of stream");
                assertThat(handler.event()).isEqualTo("closed");
            }
        }
    }

    /** They are there when the loop looks at the channel for the first time. */
    @Test
    void bytesOfThePeerMayComeFirst() throws Exception {
        CompletableFuture<Void> queued = new CompletableFuture<>();
        CompletableFuture<Void> spoken = new CompletableFuture<>();
        loopback.loop().execute(() -> queued.orTimeout(30, TimeUnit.SECONDS).join());
        CompletableFuture<RecordingHandler> made =
                Outbound.to(addressOf(listener)).begin(loopback.user());
        loopback.loop().execute(() -> spoken.orTimeout(30, TimeUnit.SECONDS).join());
        queued.complete(null);
        try (SocketChannel peer = listener.accept()) {
            peer.write(bytes("early"));
            spoken.complete(null);
            RecordingHandler handler = made.get(30, TimeUnit.SECONDS);
            assertThat(handler.event()).isEqualTo("connected");
            awaitReceived(handler, "early");
        }
    }

    @Test
    void aPeerMayCloseAtOnce() throws Exception {
        RecordingHandler handler = Outbound.to(addressOf(listener)).connect(loopback.user());
        listener.accept().close();

        assertThat(handler.event()).isEqualTo("connected");
        assertThat(handler.event()).isEqualTo("end of stream");
        assertThat(handler.event()).isEqualTo("closed");
    }

    @Test
    void aPeerMayBreakOffAtOnce() throws Exception {
        RecordingHandler handler = Outbound.to(addressOf(listener)).connect(loopback.user());
        SocketChannel peer = listener.accept();
        assertThat(handler.event()).isEqualTo("connected");
        reset(peer);

        assertThat(handler.event()).isEqualTo("failed");
        assertThat(handler.event()).isEqualTo("closed");
    }

    /** The kernel has made the connection and lost it before the loop looks at the channel for the first time. */
    @Test
    void aPeerMayBreakOffBeforeTheLoopLooks() throws Exception {
        RecordingHandler handler = brokenOff();
        String first = handler.event();
        for (int again = 0; again < 10 && first.equals("connected"); again++) {
            // The kernel was slow to tell the one end what the other had done.
            handler = brokenOff();
            first = handler.event();
        }

        assertThat(first).isEqualTo("failed");
        assertThat(handler.event()).isEqualTo("closed");
        assertFailure(
                handler,
                ConnectFailedException.Step.TCP,
                "cannot connect to 127.0.0.1 port " + addressOf(listener).getPort() + ": Connection reset");
    }

    private RecordingHandler brokenOff() throws Exception {
        CompletableFuture<Void> queued = new CompletableFuture<>();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        loopback.loop().execute(() -> queued.orTimeout(30, TimeUnit.SECONDS).join());
        CompletableFuture<RecordingHandler> made =
                Outbound.to(addressOf(listener)).begin(loopback.user());
        loopback.loop().execute(() -> gone.orTimeout(30, TimeUnit.SECONDS).join());
        queued.complete(null);
        reset(listener.accept());
        gone.complete(null);
        return made.get(30, TimeUnit.SECONDS);
    }

    @Test
    void nobodyMayListen() throws Exception {
        InetSocketAddress nobody = addressOf(listener);
        listener.close();

        assertFails(
                Outbound.to(nobody).connect(loopback.user()),
                ConnectFailedException.Step.TCP,
                "cannot connect to 127.0.0.1 port " + nobody.getPort() + ": Connection refused");
    }

    @Test
    void nobodyMayAnswer() throws Exception {
        try (Silent silent = new Silent()) {
            RecordingHandler handler = Outbound.to(silent.address()).connect(loopback.user());
            loopback.advance(Outbound.CONNECT_TIMEOUT.minus(MOMENT));
            assertThat(handler.hasNoEvent()).isTrue();

            loopback.advance(MOMENT);
            assertFails(
                    handler,
                    ConnectFailedException.Step.TCP_TIMED_OUT,
                    "nothing has answered within PT10S (Timeouts.connect)");
        }
    }

    @Test
    void whoeverWantedItMayGiveUp() throws Exception {
        try (Silent silent = new Silent()) {
            RecordingHandler handler = Outbound.to(silent.address()).connect(loopback.user());
            handler.connection().execute(handler.connection()::close);

            assertThat(handler.event()).isEqualTo("closed");
            loopback.advance(Outbound.CONNECT_TIMEOUT);
            assertThat(handler.hasNoEvent()).isTrue();
        }
    }

    @Test
    void whoeverWantedItMayLeave() throws Exception {
        try (Silent silent = new Silent()) {
            RecordingHandler handler = Outbound.to(silent.address()).connect(loopback.user());
            loopback.user().leave("the client was closed");

            assertThat(handler.event()).isEqualTo("terminated");
            assertThat(handler.why()).isEqualTo("the client was closed");
            assertThat(handler.event()).isEqualTo("closed");
            assertThatIOException()
                    .isThrownBy(() -> Outbound.to(silent.address()).begin(loopback.user()))
                    .withMessageContaining("has closed");
        }
    }

    @Test
    void itComesFromTheAddressThatItIsTold() throws Exception {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0);
        RecordingHandler handler = Outbound.to(addressOf(listener)).from(local).connect(loopback.user());
        try (SocketChannel peer = listener.accept()) {
            assertThat(handler.event()).isEqualTo("connected");
            InetSocketAddress seen = (InetSocketAddress) peer.getRemoteAddress();
            assertThat(seen.getAddress()).isEqualTo(local.getAddress());
            assertThat(handler.connection().localAddress()).isEqualTo(seen);
        }
    }

    /** Of TEST-NET-1 (RFC 5737), which no interface has. */
    @Test
    void theAddressMayNotBeOurs() throws Exception {
        InetSocketAddress foreign = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0);

        assertFails(
                Outbound.to(addressOf(listener)).from(foreign).connect(loopback.user()),
                ConnectFailedException.Step.LOCAL_ADDRESS,
                "cannot connect from 192.0.2.1 port 0: ");
    }

    @Test
    void thePortMayBeTaken() throws Exception {
        try (ServerSocketChannel other = listen(1)) {
            assertFails(
                    Outbound.to(addressOf(listener)).from(addressOf(other)).connect(loopback.user()),
                    ConnectFailedException.Step.LOCAL_ADDRESS,
                    "a port that is free");
        }
    }

    @Test
    void aHeaderGoesFirst() throws Exception {
        ProxyHeader header = new ProxyHeader(
                Optional.of(new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 50_000)),
                Optional.of(new InetSocketAddress(InetAddress.getByName("198.51.100.9"), 104)),
                Map.of());
        RecordingHandler handler = Outbound.to(addressOf(listener)).with(header).connect(loopback.user());
        try (SocketChannel peer = listener.accept()) {
            assertThat(handler.event()).isEqualTo("connected");
            loopback.onLoop(() -> handler.connection().write(bytes("after")));
            String expected = "0d0a0d0a000d0a515549540a" + "21" + "11" + "000c" + "c0000207" + "c6336409" + "c350"
                    + "0068" + HexFormat.of().formatHex("after".getBytes(StandardCharsets.US_ASCII));

            assertThat(HexFormat.of().formatHex(readBytes(peer, expected.length() / 2)))
                    .isEqualTo(expected);
            assertThat(handler.connection().remoteAddress()).isEqualTo(addressOf(listener));
        }
    }

    @Test
    void anAddressMustBeResolved() {
        InetSocketAddress name = InetSocketAddress.createUnresolved("pacs.example.org", 104);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outbound.to(name).begin(loopback.user()))
                .withMessageContaining("pacs.example.org is not resolved");
    }

    /** A fault of ours, of which the log is told. */
    @Test
    void aHandlerThatCannotBeMadeLeavesNothingBehind() throws Exception {
        loopback.onLoop(() -> {});
        long before = OpenFiles.count();
        Connector.connect(
                loopback.user(),
                new OutboundSettings(
                        connection -> {
                            throw new IllegalStateException("thrown by a maker of handlers of a test");
                        },
                        addressOf(listener),
                        Optional.empty(),
                        0,
                        0,
                        Optional.empty(),
                        Optional.empty()));
        loopback.onLoop(() -> {});

        OpenFiles.assertAtMost(before);
    }

    @Test
    void whatFailsLeavesNothingBehind() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocketChannel gone = listen(1)) {
            nobody = addressOf(gone);
        }
        assertFails(Outbound.to(nobody).connect(loopback.user()), ConnectFailedException.Step.TCP, "refused");
        long before = OpenFiles.count();
        for (int i = 0; i < 100; i++) {
            assertFails(Outbound.to(nobody).connect(loopback.user()), ConnectFailedException.Step.TCP, "refused");
        }
        OpenFiles.assertAtMost(before);
    }

    private static void reset(SocketChannel peer) throws IOException {
        peer.setOption(StandardSocketOptions.SO_LINGER, 0);
        peer.close();
    }

    private static void assertFails(RecordingHandler handler, ConnectFailedException.Step step, String message)
            throws InterruptedException {
        assertThat(handler.event()).isEqualTo("failed");
        assertThat(handler.event()).isEqualTo("closed");
        assertFailure(handler, step, message);
    }

    private static void assertFailure(RecordingHandler handler, ConnectFailedException.Step step, String message) {
        assertThat(handler.failure()).isInstanceOfSatisfying(ConnectFailedException.class, failure -> {
            assertThat(failure.step()).isEqualTo(step);
            assertThat(failure).hasMessageContaining(message);
        });
    }

    /** An address whose system answers nobody, since its queue is full. */
    private static final class Silent implements AutoCloseable {
        private final ServerSocketChannel full = listen(1);
        private final List<SocketChannel> queued = new ArrayList<>();

        Silent() throws IOException {
            boolean answered = true;
            while (answered) {
                SocketChannel next = SocketChannel.open();
                queued.add(next);
                next.configureBlocking(false);
                next.connect(full.getLocalAddress());
                answered = isAnswered(next);
            }
        }

        private static boolean isAnswered(SocketChannel channel) throws IOException {
            // As long as several answers take over the loopback address.
            for (long until = System.nanoTime() + Duration.ofMillis(200).toNanos(); System.nanoTime() < until; ) {
                if (channel.finishConnect()) {
                    return true;
                }
                Thread.onSpinWait();
            }
            return false;
        }

        InetSocketAddress address() throws IOException {
            return addressOf(full);
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : queued) {
                channel.close();
            }
            full.close();
        }
    }

    private static ServerSocketChannel listen(int backlog) throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
    }

    private static InetSocketAddress addressOf(ServerSocketChannel channel) throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private static void awaitReceived(RecordingHandler handler, String text) {
        await().untilAsserted(() -> assertThat(new String(handler.received(), StandardCharsets.US_ASCII))
                .isEqualTo(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(SocketChannel peer, int count) throws IOException {
        return new String(readBytes(peer, count), StandardCharsets.US_ASCII);
    }

    private static byte[] readBytes(SocketChannel peer, int count) throws IOException {
        return peer.socket().getInputStream().readNBytes(count);
    }
}
