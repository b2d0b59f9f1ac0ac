package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.Loopback.Link;

/** What comes on many connections at once reaches the handler of each, whole and in its order. */
@Timeout(120)
class ReadBatchIT {
    /** More connections than one batch has. */
    @Test
    void eachHandlerGetsWhatItsOwnPeerSends() throws Exception {
        exchange(150, 100);
    }

    /** More bytes than the buffer has. */
    @Test
    void longMessagesOfManyPeersAreNotMixed() throws Exception {
        exchange(8, 300_000);
    }

    @Test
    void aHandlerThatFailsCostsItsOwnConnection() throws Exception {
        try (Loopback loopback = Loopback.start();
                Link failing = loopback.connect();
                Link sound = loopback.connect()) {
            failing.handler().whenReceived(in -> {
                throw new AssertionError("a fault of ours");
            });
            loopback.onLoop(() -> {
                failing.peer().write(ByteBuffer.wrap(new byte[] {1}));
                sound.peer().write(ByteBuffer.wrap(new byte[] {2}));
            });

            await().until(failing.connection()::isClosed);
            await().until(() -> sound.handler().received().length == 1);
            assertThat(sound.connection().isClosed()).isFalse();
        }
    }

    private static void exchange(int connections, int length) throws Exception {
        Random random = new Random(20_261_124);
        try (Loopback loopback = Loopback.start()) {
            List<Link> links = new ArrayList<>();
            List<byte[]> messages = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                links.add(loopback.connect());
                byte[] message = new byte[length];
                random.nextBytes(message);
                messages.add(message);
            }
            List<Thread> senders = new ArrayList<>();
            // The loop is held up while the first bytes come, so that it finds all of them at once.
            loopback.onLoop(() -> {
                for (int i = 0; i < connections; i++) {
                    ByteBuffer message = ByteBuffer.wrap(messages.get(i));
                    Link link = links.get(i);
                    link.peer().write(message.limit(Math.min(length, 1_000)));
                    senders.add(new Thread(() -> finish(link, message.limit(length))));
                }
            });
            senders.forEach(Thread::start);
            for (int i = 0; i < connections; i++) {
                Link link = links.get(i);
                await().until(() -> link.handler().received().length == length);
                assertThat(link.handler().received()).as("peer %d", i).isEqualTo(messages.get(i));
                link.close();
            }
            for (Thread sender : senders) {
                sender.join();
            }
        }
    }

    private static void finish(Link link, ByteBuffer message) {
        try {
            while (message.hasRemaining()) {
                link.peer().write(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
