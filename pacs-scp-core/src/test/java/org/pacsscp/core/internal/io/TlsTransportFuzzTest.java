package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Server;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;
import org.pacsscp.core.internal.tls.TlsEngines;

/**
 * A client that speaks TLS, whose flights are damaged on their way. The first byte says which version, and how much the
 * channel moves at once; each flight takes two bytes, see {@link #damage}. Nothing but IOException comes of it, and
 * nothing goes on for ever.
 */
class TlsTransportFuzzTest {
    private static final int MAX_CALLS = 20_000;
    private static final int FLIGHTS = 12;

    @TempDir
    private static Path directory;

    private static Clients clients;
    private static TlsEngines engines;

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

    @FuzzTest
    void bearsDamagedRecords(byte[] input) throws Exception {
        if (input.length == 0 || input.length > 4096) {
            return;
        }
        int control = input[0] & 0xFF;
        int atOnce = control < 0x80 ? 1 + control / 2 : 1 << 17;
        int[] calls = {0};
        MemoryNetwork network = new MemoryNetwork(new FakeTime(), BufferPool.ofLongBuffers());
        MemoryChannel channel = new MemoryChannel(network, call -> {
            assertThat(++calls[0]).as("calls of the channel").isLessThan(MAX_CALLS);
            return atOnce;
        });
        Client client = new Client(clients.engine(control % 2 == 0 ? "TLSv1.3" : "TLSv1.2"));
        Server server = new Server(channel);
        ByteBuffer script = ByteBuffer.wrap(input, 1, input.length - 1);
        try {
            for (int i = 0; i < FLIGHTS; i++) {
                byte[] flight = damage(client.speak(), script);
                channel.arrive(flight, 0, flight.length);
                server.advance();
                client.hear(channel);
            }
            channel.end();
            assertThat(server.hasHeard() || input.length > 1)
                    .as("heard what was whole")
                    .isTrue();
            server.advance();
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        server.end();
        network.end();
    }

    /** What happens to a flight: the first byte says what, the second where. A script that has ended leaves it whole. */
    private static byte[] damage(byte[] flight, ByteBuffer script) {
        if (script.remaining() < 2) {
            return flight;
        }
        int what = script.get() & 0xFF;
        int where = script.get() & 0xFF;
        if (what >= 0x80) {
            byte[] raw = new byte[Math.min(where, script.remaining())];
            script.get(raw);
            return concatenated(what >= 0xC0 ? flight : new byte[0], raw);
        }
        if (flight.length == 0) {
            return flight;
        }
        int at = Math.min(where, flight.length - 1);
        byte[] damaged = flight.clone();
        switch (what % 7) {
            case 1 -> damaged[at] ^= (byte) (1 << (what / 7 % 8));
            case 2 -> damaged[at] = (byte) (what * 2);
            case 3 -> damaged = Arrays.copyOf(flight, at);
            case 4 -> damaged = concatenated(flight, flight);
            case 5 -> damaged = Arrays.copyOfRange(flight, at, flight.length);
            case 6 -> damaged[flight.length - 1 - at] ^= 1;
            default -> {}
        }
        return damaged;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** The server's side, driven as a loop would. */
    private static final class Server {
        private static final byte[] ANSWER = "answer ".repeat(40).getBytes(StandardCharsets.US_ASCII);

        private final TlsTransport transport;
        private final HandshakeFlights flights;
        private final ByteBuffer heard = ByteBuffer.allocate(1 << 15);
        private boolean shaken;
        private long bytesHeard;

        Server(MemoryChannel channel) throws IOException {
            transport = new TlsTransport(
                    engines.newEngine("127.0.0.1", 50_000), channel, BufferPool.ofLongBuffers(), this::flushQuietly);
            flights = new HandshakeFlights(transport);
            flights.begin();
        }

        private void flushQuietly() {
            try {
                transport.flush();
            } catch (IOException e) {
                // Whoever reads or writes next is told.
            }
        }

        void advance() throws IOException {
            for (int i = 0; i < MAX_CALLS && !shaken; i++) {
                switch (flights.advance()) {
                    case DONE -> shaken = true;
                    case TASKS -> flights.runTasks();
                    case WRITE -> {}
                    case READ -> {
                        return;
                    }
                }
            }
            assertThat(shaken).as("the handshake goes on").isTrue();
            read();
        }

        private void read() throws IOException {
            int reads = 0;
            int count = transport.read(heard.clear());
            while (count > 0 || (count == 0 && transport.hasBufferedInput())) {
                assertThat(++reads).as("reads").isLessThan(MAX_CALLS);
                bytesHeard += count;
                write();
                count = transport.read(heard.clear());
            }
            assertThat(count).isBetween(-1, 0);
        }

        private void write() throws IOException {
            ByteBuffer answer = ByteBuffer.wrap(ANSWER);
            for (int i = 0; i < MAX_CALLS && (answer.hasRemaining() || !transport.flush()); i++) {
                transport.write(answer);
            }
            assertThat(answer.hasRemaining()).isFalse();
        }

        boolean hasHeard() {
            return bytesHeard > 0;
        }

        void end() {
            try {
                transport.flush();
                transport.closeOutput();
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    /** The client's side. It goes on as long as its engine does; what it thinks of the server is not tested here. */
    private static final class Client {
        private final SSLEngine engine;
        private final ByteBuffer arriving = ByteBuffer.allocate(1 << 17).flip();
        private int heard;

        Client(SSLEngine engine) throws IOException {
            this.engine = engine;
            engine.beginHandshake();
        }

        byte[] speak() {
            ByteBuffer out = ByteBuffer.allocate(1 << 16);
            try {
                boolean more = true;
                boolean spoken = false;
                while (more && out.remaining() > 1 << 15) {
                    runTasks();
                    ByteBuffer word = ByteBuffer.wrap(new byte[spoken ? 0 : 100]);
                    more = engine.wrap(word, out).bytesProduced() > 0 && !spoken;
                    spoken |= word.limit() > 0 && !word.hasRemaining();
                }
            } catch (IOException e) {
                // It has said what it could.
            }
            return Arrays.copyOf(out.array(), out.position());
        }

        void hear(MemoryChannel channel) {
            byte[] sent = channel.sent();
            arriving.compact()
                    .put(sent, heard, Math.min(sent.length - heard, arriving.remaining()))
                    .flip();
            heard = sent.length;
            try {
                ByteBuffer in = ByteBuffer.allocate(1 << 15);
                while (engine.unwrap(arriving, in.clear()).bytesConsumed() > 0) {
                    runTasks();
                }
            } catch (IOException e) {
                // It speaks its alert next.
            }
        }

        private void runTasks() {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }
    }
}
