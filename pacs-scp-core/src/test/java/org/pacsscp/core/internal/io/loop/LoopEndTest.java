package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.BrokenSelectors;
import org.pacsscp.core.internal.io.FakeTime;

/** What a loop that fails is not able to do at its end, for want of memory, is done in its stead. */
@Timeout(60)
class LoopEndTest {
    private final FakeTime time = new FakeTime();
    private final BrokenSelectors selectors = new BrokenSelectors();
    private final LoopWatch watch = new LoopWatch(time);
    private final List<Throwable> asked = new ArrayList<>();
    private final List<Throwable> told = new ArrayList<>();

    @Test
    void isTriedAgainUntilOthersKnow() throws IOException {
        IoLoop loop = new IoLoop(
                "failing loop", time, BufferPool.ofLongBuffers(), selectors.pool(), this::tellOnceThereIsMemory);
        List<String> done = new ArrayList<>();
        loop.start();
        watch.watch(List.of(loop));

        selectors.breakAll();
        loop.execute(() -> {});
        await().until(() -> !loop.thread().isAlive());
        assertThat(asked).hasSize(1);
        assertThat(loop.tryExecute(() -> done.add("what came before the end"))).isTrue();

        watch.look();
        assertThat(asked).hasSize(2);
        assertThat(told).isEmpty();

        watch.look();
        assertThat(told).singleElement().isInstanceOf(IOException.class).isSameAs(asked.get(0));
        assertThat(done).containsExactly("what came before the end");
        assertThat(loop.tryExecute(() -> done.add("what came after it"))).isFalse();

        watch.look();
        assertThat(asked).hasSize(3);
    }

    @Test
    void comesWithAFaultThatWillNotPass() throws IOException {
        IoLoop loop = new IoLoop("failing loop", time, BufferPool.ofLongBuffers(), selectors.pool(), told::add);
        NoClassDefFoundError fault = new NoClassDefFoundError("Could not initialize class, on purpose");
        loop.start();
        loop.execute(() -> {
            throw fault;
        });

        await().until(() -> !loop.thread().isAlive());
        assertThat(told).containsExactly(fault);
    }

    private void tellOnceThereIsMemory(Throwable cause) {
        asked.add(cause);
        if (asked.size() <= 2) {
            throw new OutOfMemoryError("on purpose");
        }
        told.add(cause);
    }
}
