package org.pacsscp.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Registers meters whose values are read from elsewhere. The registry keeps what they are read from. */
final class ReadMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final @Nullable String unit;

    ReadMeters(MeterRegistry registry, Tags tags) {
        this(registry, tags, null);
    }

    private ReadMeters(MeterRegistry registry, Tags tags, @Nullable String unit) {
        this.registry = registry;
        this.tags = tags;
        this.unit = unit;
    }

    /** Returns the same for meters that have one more tag. */
    ReadMeters with(String key, String value) {
        return new ReadMeters(registry, tags.and(key, value), unit);
    }

    /** Returns the same for meters that count bytes. */
    ReadMeters inBytes() {
        return new ReadMeters(registry, tags, BaseUnits.BYTES);
    }

    /** Registers what only grows. The supplier must not throw: it would take the other meters with it. */
    void counter(String name, String description, DoubleSupplier value) {
        // The registry keeps the object weakly, but not the function.
        FunctionCounter.builder(name, value, ignored -> value.getAsDouble())
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }

    /** Registers what rises and falls; of a supplier that throws, Micrometer logs why, and says NaN. */
    void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }
}
