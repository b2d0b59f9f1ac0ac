package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.Loopback.Link;
import org.pacsscp.core.internal.io.loop.Loops;

/** Where most buffers are out, the peer for which a worker has waited longest loses its own. */
@Timeout(60)
class ShortOfBuffersIT {
    private static final int ENOUGH = 2;

    private Loopback loopback;

    @BeforeEach
    void start() throws IOException {
        loopback = Loopback.start(Loops.shortPool(ENOUGH));
    }

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void theLongestAwaitedGoes() throws Exception {
        try (Link first = loopback.connect();
                Link second = loopback.connect();
                Link third = loopback.connect()) {
            CompletableFuture<Void> idlest = lendToOneWhoWaits(first);
            CompletableFuture<Void> idle = lendToOneWhoWaits(second);
            LentInput lent = loopback.ask(() -> third.connection().lend(ByteBuffer.allocate(0)));

            assertThat(first.handler().event()).isEqualTo("connected");
            assertThat(first.handler().event()).isEqualTo("terminated");
            assertThat(first.handler().why()).startsWith("others need its buffer");
            assertThat(first.handler().event()).isEqualTo("closed");
            assertThat(idlest.handle((done, fault) -> fault).get(30, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class);
            assertThat(idle).isNotDone();
            assertThat(second.connection().isClosed()).isFalse();
            assertThat(third.connection().isClosed()).isFalse();
            assertThat(lent.buffer().hasRemaining()).isFalse();
        }
    }

    /** Whoever reads, or rests, is not to blame. */
    @Test
    void nobodyGoesForWhomNoWorkerWaits() throws Exception {
        try (Link first = loopback.connect();
                Link second = loopback.connect();
                Link third = loopback.connect()) {
            LentInput reading = loopback.ask(() -> first.connection().lend(ByteBuffer.allocate(0)));
            loopback.ask(() -> second.connection().lend(ByteBuffer.allocate(0))).rest();
            loopback.ask(() -> third.connection().lend(ByteBuffer.allocate(0)));

            assertThat(reading.isReturned()).isFalse();
            for (Link link : new Link[] {first, second, third}) {
                assertThat(link.connection().isClosed()).isFalse();
            }
        }
    }

    @Test
    void onceBuffersAreBackNobodyGoes() throws Exception {
        try (Link first = loopback.connect();
                Link second = loopback.connect();
                Link third = loopback.connect()) {
            var unused = lendToOneWhoWaits(first);
            LentInput lent = loopback.ask(() -> second.connection().lend(ByteBuffer.allocate(0)));
            lent.giveBack();
            loopback.onLoop(() -> second.connection().returned(lent));
            loopback.ask(() -> third.connection().lend(ByteBuffer.allocate(0)));

            assertThat(first.connection().isClosed()).isFalse();
        }
    }

    private CompletableFuture<Void> lendToOneWhoWaits(Link link) throws Exception {
        LentInput lent = loopback.ask(() -> link.connection().lend(ByteBuffer.allocate(0)));
        CompletableFuture<Void> waiting = Loopback.worker(() -> {
            while (lent.read(1) == 0) {
                lent.await(TimeUnit.SECONDS.toNanos(60));
            }
        });
        await().until(lent::isWaiting);
        return waiting;
    }
}
