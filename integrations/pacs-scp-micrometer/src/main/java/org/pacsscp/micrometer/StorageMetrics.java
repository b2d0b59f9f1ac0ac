package org.pacsscp.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.pacsscp.storage.Refusal;
import org.pacsscp.storage.StorageFigures;
import org.pacsscp.storage.StorageService;

/**
 * Metrics of a storage service, for Micrometer: what {@link StorageService#figures()} and {@link StorageService#check()} say, when it is
 * read. Needs {@code pacs-scp-storage}. Names and tags are listed in {@code docs/metrics.md}, and stay.
 *
 * <pre>{@code
 * StorageMetrics.of(storage).bindTo(registry);
 * }</pre>
 *
 * <p>A store that does not answer is waited for a second, not longer. All methods may be called by any thread.
 *
 * @since 0.1.0
 */
public final class StorageMetrics implements MeterBinder {
    private final Tags tags;
    private final Reading<StorageFigures> figures;
    private final Readiness ready;

    private StorageMetrics(StorageService service, Tags tags) {
        this.tags = tags;
        figures = new Reading<>(service::figures);
        ready = new Readiness(service::check);
    }

    /**
     * Makes metrics without further tags.
     *
     * @param service whose figures are read
     * @return metrics that are bound to no registry yet
     */
    public static StorageMetrics of(StorageService service) {
        return of(service, Tags.empty());
    }

    /**
     * Makes metrics with tags, such as which of several services it is.
     *
     * @param service whose figures are read
     * @param tags of each meter
     * @return metrics that are bound to no registry yet
     */
    public static StorageMetrics of(StorageService service, Tags tags) {
        return new StorageMetrics(Objects.requireNonNull(service, "service"), Objects.requireNonNull(tags, "tags"));
    }

    /**
     * Registers the meters.
     *
     * @param registry where to; once for each
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        ReadMeters meters = new ReadMeters(registry, tags);
        count(meters, "pacsscp.storage.stored", "Instances that were stored", StorageFigures::stored);
        count(meters.inBytes(), "pacsscp.storage.written", "What the files of those are long", StorageFigures::bytes);
        count(
                meters,
                "pacsscp.storage.duplicates",
                "Instances that were acknowledged, since they were there already",
                StorageFigures::duplicates);
        for (Refusal reason : Refusal.values()) {
            count(
                    meters.with(Tag.REASON, Tag.value(reason)),
                    "pacsscp.storage.refused",
                    "Instances that were not stored",
                    now -> now.refused().getOrDefault(reason, 0L));
        }
        meters.gauge(
                "pacsscp.storage.waiting",
                "Instances that wait to be handed on",
                () -> figures.now().waiting());
        meters.inBytes()
                .gauge(
                        "pacsscp.storage.space",
                        "What the store can still take",
                        () -> figures.now()
                                .usableSpace()
                                .orElseThrow(() -> new IllegalStateException("the store cannot tell")));
        meters.gauge("pacsscp.storage.ready", "Whether an instance could be stored", ready::value);
    }

    private void count(ReadMeters meters, String name, String description, ToLongFunction<StorageFigures> figure) {
        meters.counter(
                name,
                description,
                () -> figures.known().map(figure::applyAsLong).orElse(0L));
    }
}
