package org.pacsscp.storage;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.pacsscp.api.DimseStatus;

/** Counts what becomes of instances. Usable by any thread. */
final class StorageCounts {
    private final LongAdder stored = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);

    StorageCounts() {
        for (Refusal refusal : Refusal.values()) {
            refused.put(refusal, new LongAdder());
        }
    }

    void stored(long length) {
        stored.increment();
        bytes.add(length);
    }

    /** Counts one that did not get a place. */
    void dropped(DimseStatus status) {
        if (status.category() != DimseStatus.Category.FAILURE) {
            duplicates.increment();
        } else {
            refused(status.code() == Duplicates.REFUSED.code() ? Refusal.DUPLICATE : Refusal.UNUSABLE);
        }
    }

    void refused(Refusal refusal) {
        refused.getOrDefault(refusal, new LongAdder()).increment();
    }

    StorageFigures figures(long waiting, OptionalLong usableSpace) {
        Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
        refused.forEach((refusal, count) -> counts.put(refusal, count.sum()));
        return new StorageFigures(stored.sum(), bytes.sum(), duplicates.sum(), counts, waiting, usableSpace);
    }
}
