package org.pacsscp.micrometer;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How many operations of one kind there were, how long they took together, and the longest of late. Any thread. */
final class OperationSums {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final RecentMaximum longest = new RecentMaximum(System::nanoTime);

    void record(long elapsedNanos) {
        count.increment();
        nanos.add(elapsedNanos);
        longest.offer(elapsedNanos);
    }

    /** Has a registry read them. */
    void register(String name, String description, Tags tags, MeterRegistry registry) {
        FunctionTimer.builder(
                        name, this, sums -> sums.count.sum(), sums -> sums.nanos.doubleValue(), TimeUnit.NANOSECONDS)
                .description(description)
                .tags(tags)
                .register(registry);
        TimeGauge.builder(name + ".max", this, TimeUnit.NANOSECONDS, sums -> sums.longest.read())
                .description("The longest operation of the last minute or two")
                .tags(tags)
                .register(registry);
    }
}
