package org.pacsscp.client;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects results by the place of their instances, and tells the listener of each. Usable by any thread. */
final class StoreResults {
    private final List<InstanceSource> sources;
    private final ProgressListener listener;

    /** Guarded by this. */
    private final @Nullable StoreResult[] results;

    private int finished;

    StoreResults(List<InstanceSource> sources, ProgressListener listener) {
        this.sources = sources;
        this.listener = listener;
        results = new StoreResult[sources.size()];
    }

    List<InstanceSource> sources() {
        return sources;
    }

    synchronized void add(int index, StoreResult result) {
        results[index] = result;
        finished++;
        listener.sent(new ProgressListener.Sent(result, finished, results.length));
    }

    synchronized StoreReport report() {
        return new StoreReport(
                Arrays.stream(results).map(Objects::requireNonNull).toList());
    }
}
