package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private static final int MAX_KEPT = 64;

    private final BufferPool pool = BufferPool.ofLongBuffers();

    @Test
    void givesOutAGivenBufferCleared() {
        ByteBuffer buffer = pool.take();
        assertThat(buffer.isDirect()).isTrue();
        buffer.putInt(1).flip();
        pool.give(buffer);

        assertThat(pool.take()).isSameAs(buffer);
        assertThat(buffer.position()).isZero();
        assertThat(buffer.limit()).isEqualTo(buffer.capacity());
    }

    @Test
    void keepsNoMoreThanItMay() {
        List<ByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < MAX_KEPT + 10; i++) {
            taken.add(pool.take());
        }
        taken.forEach(pool::give);
        Set<ByteBuffer> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(taken);

        long reused = IntStream.range(0, MAX_KEPT + 10)
                .filter(i -> known.contains(pool.take()))
                .count();
        assertThat(reused).isEqualTo(MAX_KEPT);
    }

    @Test
    void givesNoBufferToTwo() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Callable<Boolean> user = () -> {
                for (int i = 0; i < 20_000; i++) {
                    ByteBuffer buffer = pool.take();
                    long mine = Thread.currentThread().getId() << 32 | i;
                    buffer.putLong(0, mine);
                    Thread.onSpinWait();
                    if (buffer.getLong(0) != mine) {
                        return false;
                    }
                    pool.give(buffer);
                }
                return true;
            };
            for (Future<Boolean> alone : executor.invokeAll(Collections.nCopies(threads, user))) {
                assertThat(alone.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
