package org.pacsscp.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What times operations in one registry and with the same further tags. Each is looked up once and then found by the number of its
 * kind, since there is one recording for each operation. Any thread.
 */
final class OperationTimers {
    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicReferenceArray<@Nullable LongConsumer> recorders =
            new AtomicReferenceArray<>(OperationKind.COUNT);

    OperationTimers(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    void record(int kind, long elapsedNanos) {
        LongConsumer recorder = recorders.getAcquire(kind);
        if (recorder == null) {
            recorder = OperationRecorders.find(registry, tags.and(OperationKind.tags(kind)));
            recorders.setRelease(kind, recorder);
        }
        recorder.accept(elapsedNanos);
    }
}
