package org.pacsscp.core.internal.io;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.pacsscp.core.internal.io.loop.TimeSource;

/** A clock that stands still until a test turns it. It starts shortly before its number overflows, which must not matter. */
public final class FakeTime implements TimeSource {
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(10).toNanos());

    @Override
    public long nanos() {
        return nanos.get();
    }

    public void advance(Duration duration) {
        advance(duration.toNanos());
    }

    public void advance(long byNanos) {
        nanos.addAndGet(byNanos);
    }
}
