package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;
import org.pacsscp.core.internal.tls.TlsEngines;

/** What ends TLS and comes in one segment with data is read after the data, without another word of the channel. */
class TlsEndTest {
    private static final byte[] DATA = "a request and what follows it".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path directory;

    private static Clients clients;
    private static TlsEngines engines;

    private final MemoryNetwork network;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer read = ByteBuffer.allocate(1 << 15);
    private int heard;

    TlsEndTest() throws IOException {
        network = new MemoryNetwork(new FakeTime(), BufferPool.ofLongBuffers());
    }

    @BeforeAll
    static void make() throws Exception {
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        Pki.Issued server = pki.issue(authority, "server", "EC:P-256");
        clients = Clients.trusting(authority);
        engines = TlsEngines.open(TlsConfig.builder()
                .key(server.key(), server.certificate())
                .reloadInterval(Duration.ZERO)
                .build());
    }

    @AfterEach
    void end() {
        network.end();
    }

    /** TLS 1.3: in one segment with the end of the handshake, too. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void isACloseNotify(String version) throws Exception {
        Conversation conversation = new Conversation(version);
        conversation.wrap(DATA);
        conversation.client.closeOutbound();
        conversation.wrap(new byte[0]);
        conversation.send();
        assertThat(conversation.transport.read(read)).isEqualTo(DATA.length);
        assertThat(Arrays.copyOf(read.array(), DATA.length)).isEqualTo(DATA);
        assertThat(conversation.transport.hasBufferedInput()).isTrue();
        assertThat(conversation.transport.read(read.clear())).isEqualTo(-1);
        assertThat(conversation.transport.hasBufferedInput()).isFalse();
        conversation.transport.discardInput();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void isARecordThatWasDamaged(String version) throws Exception {
        Conversation conversation = new Conversation(version);
        conversation.wrap(DATA);
        conversation.wrap(DATA);
        int last = toServer.position() - 1;
        toServer.put(last, (byte) (toServer.get(last) ^ 1));
        conversation.send();
        assertThat(conversation.transport.read(read)).isEqualTo(DATA.length);
        assertThat(conversation.transport.hasBufferedInput()).isTrue();
        assertThatThrownBy(() -> conversation.transport.read(read.clear())).isInstanceOf(SSLException.class);
        assertThat(conversation.transport.hasBufferedInput()).isFalse();
        conversation.transport.discardInput();
    }

    /** A client and the transport that is tested, whose handshake is as far as it goes with the client's last flight unsent. */
    private final class Conversation {
        private final SSLEngine client;
        private final MemoryChannel channel;
        private final TlsTransport transport;
        private final HandshakeFlights flights;
        private final ByteBuffer toClient = ByteBuffer.allocate(1 << 17).flip();
        private boolean shaken;

        Conversation(String version) throws Exception {
            client = clients.engine(version);
            channel = new MemoryChannel(network, call -> 1 << 17);
            transport = new TlsTransport(
                    engines.newEngine("127.0.0.1", 50_000), channel, BufferPool.ofLongBuffers(), () -> {});
            flights = new HandshakeFlights(transport);
            flights.begin();
            client.beginHandshake();
            for (int flight = 0; flight < 20 && isShaking(); flight++) {
                hear();
                speak();
                boolean clientIsDone = !isShaking();
                if (!clientIsDone || version.equals("TLSv1.2")) {
                    send();
                }
            }
            assertThat(isShaking()).isFalse();
        }

        private boolean isShaking() {
            return switch (client.getHandshakeStatus()) {
                case FINISHED, NOT_HANDSHAKING -> false;
                default -> true;
            };
        }

        private void speak() throws IOException {
            do {
                runTasks(client::getDelegatedTask);
            } while (isShaking()
                    && client.wrap(ByteBuffer.allocate(0), toServer).bytesProduced() > 0);
        }

        private void hear() throws IOException {
            byte[] sent = channel.sent();
            toClient.compact().put(sent, heard, sent.length - heard).flip();
            heard = sent.length;
            while (client.unwrap(toClient, ByteBuffer.allocate(1 << 15)).bytesConsumed() > 0) {
                runTasks(client::getDelegatedTask);
            }
        }

        void wrap(byte[] bytes) throws IOException {
            client.wrap(ByteBuffer.wrap(bytes), toServer);
        }

        /** The server takes its handshake as far as it goes; all in one segment. */
        void send() throws IOException {
            channel.arrive(toServer.array(), 0, toServer.position());
            toServer.clear();
            while (!shaken) {
                switch (flights.advance()) {
                    case DONE -> shaken = true;
                    case TASKS -> flights.runTasks();
                    case WRITE -> throw new IOException("the channel takes everything");
                    case READ -> {
                        return;
                    }
                }
            }
        }

        private static void runTasks(Supplier<@Nullable Runnable> tasks) {
            for (@Nullable Runnable task = tasks.get(); task != null; task = tasks.get()) {
                task.run();
            }
        }
    }
}
